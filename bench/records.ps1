# 40,000 objects, three times over: made, grouped, sorted, summed.
foreach ($round in 1..3) {
    $orders = foreach ($i in 1..40000) {
        [pscustomobject]@{
            Id     = $i
            Region = "region$($i % 23)"
            Amount = ($i * 7919 * $round) % 1000
            Open   = $i % 4 -eq 0
        }
    }
    $orders |
        Where-Object { -not $_.Open } |
        Group-Object Region |
        ForEach-Object {
            [pscustomobject]@{ Region = $_.Name; Count = $_.Count; Sum = ($_.Group | Measure-Object Amount -Sum).Sum }
        } |
        Sort-Object Sum, Region -Descending |
        Select-Object -First 5 |
        ForEach-Object { '{0} {1} {2}' -f $_.Region, $_.Count, $_.Sum }
}
