# The primes up to two million.
$limit = 2000000
$composite = [bool[]]::new($limit + 1)
for ($i = 2; $i * $i -le $limit; $i++) {
    if (-not $composite[$i]) {
        for ($multiple = $i * $i; $multiple -le $limit; $multiple += $i) {
            $composite[$multiple] = $true
        }
    }
}
$count = 0
for ($i = 2; $i -le $limit; $i++) {
    if (-not $composite[$i]) { $count++ }
}
$count
