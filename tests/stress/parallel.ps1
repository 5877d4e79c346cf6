# Nothing is lost, nothing is doubled, nothing hangs: items, throws, early stops, nested calls, shared containers.
$table = @{ n = 0 }
$list = [System.Collections.Generic.List[int]]::new()
$seen = [System.Collections.Concurrent.ConcurrentDictionary[int, int]]::new()
$out = 1..100000 | Invoke-Parallel {
    $table = $using:table
    $table.n += 1
    if ($_ % 10000 -eq 0) { throw "item $_" }
    $_
} -ErrorAction SilentlyContinue -ErrorVariable problems
"items: $($out.Count) sum: $(($out | Measure-Object -Sum).Sum) errors: $($problems.Count) counted: $($table.n)"

$counts = @{}
$totals = [int[]]::new(4)
1..20000 | Invoke-Parallel {
    $counts = $using:counts
    $totals = $using:totals
    $counts[$_ % 7] += 1
    $totals[$_ % 4] += $_
    ($using:list).Add($_)
    [void] ($using:seen).TryAdd($_, 1)
} -ThrottleLimit 8
"table: $(($counts.Values | Measure-Object -Sum).Sum) array: $(($totals | Measure-Object -Sum).Sum) list: $($list.Count) seen: $($seen.Count)"

$first = 1..1000000 | Invoke-Parallel { $_ } | Select-Object -First 20
"stopped early: $($first.Count) distinct: $(@($first | Sort-Object -Unique).Count)"

$nested = 1..60 | Invoke-Parallel {
    $outer = $_
    $sum = 0
    1..40 | Invoke-Parallel { $_ } -ThrottleLimit 2 | ForEach-Object { $sum += $_ }
    $sum * $outer
}
"nested: $(($nested | Measure-Object -Sum).Sum)"

$each = 1..20000 | ForEach-Object -Parallel { $_ } -ThrottleLimit 4
"each: $(($each | Measure-Object -Sum).Sum)"
