# The product of two matrices of doubles.
$size = 180

function New-Matrix([double] $seed) {
    $rows = [double[][]]::new($size)
    for ($row = 0; $row -lt $size; $row++) {
        $rows[$row] = [double[]]::new($size)
        for ($column = 0; $column -lt $size; $column++) {
            $rows[$row][$column] = ($row * $seed + $column) / $size
        }
    }
    return , $rows
}

$left = New-Matrix 1.5
$right = New-Matrix 0.5
$trace = 0.0
for ($row = 0; $row -lt $size; $row++) {
    $cells = $left[$row]
    for ($column = 0; $column -lt $size; $column++) {
        $sum = 0.0
        for ($k = 0; $k -lt $size; $k++) {
            $sum += $cells[$k] * $right[$k][$column]
        }
        if ($row -eq $column) { $trace += $sum }
    }
}
'{0:F3}' -f $trace
