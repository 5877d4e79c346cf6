# 100,000 tiny items through five workers.
$result = 1..100000 | Invoke-Parallel { $_ } -ThrottleLimit 5 | Measure-Object -Sum
"$($result.Count) $($result.Sum)"
