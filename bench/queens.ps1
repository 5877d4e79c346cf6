# All ways to place nine queens: recursion over arrays.
$size = 9
$columns = [bool[]]::new($size)
$rising = [bool[]]::new(2 * $size)
$falling = [bool[]]::new(2 * $size)

function Add-Queen([int] $row) {
    if ($row -eq $size) { return 1 }
    $found = 0
    for ($column = 0; $column -lt $size; $column++) {
        $up = $row + $column
        $down = $row - $column + $size
        if ($columns[$column] -or $rising[$up] -or $falling[$down]) { continue }
        $columns[$column] = $rising[$up] = $falling[$down] = $true
        $found += Add-Queen ($row + 1)
        $columns[$column] = $rising[$up] = $falling[$down] = $false
    }
    return $found
}

$total = 0
foreach ($round in 1..16) { $total += Add-Queen 0 }
$total
