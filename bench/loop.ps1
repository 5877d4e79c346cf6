# An integer loop with branches.
[long] $sum = 0
for ($i = 1; $i -le 8000000; $i++) {
    if ($i % 3 -eq 0) {
        $sum += $i
    }
    elseif ($i % 5 -eq 0) {
        $sum -= 7
    }
    else {
        $sum = $sum -bxor $i
    }
}
$sum
