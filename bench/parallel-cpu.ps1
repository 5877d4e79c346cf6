# Two workers that compute: the longest Collatz chain of each half.
$halves = @(
    @{ From = 1; To = 60000 }
    @{ From = 60001; To = 110000 }
)
$halves | Invoke-Parallel -ThrottleLimit 2 {
    $best = 0
    $longest = 0
    for ($start = $_.From; $start -le $_.To; $start++) {
        [long] $number = $start
        $steps = 0
        while ($number -ne 1) {
            if ($number % 2 -eq 0) { $number = $number -shr 1 } else { $number = 3 * $number + 1 }
            $steps++
        }
        if ($steps -gt $longest) { $best, $longest = $start, $steps }
    }
    "$best $longest"
} | Sort-Object
