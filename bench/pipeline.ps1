# Four stages, an object at a time.
$result = 1..300000 |
    Where-Object { $_ % 3 -ne 0 } |
    ForEach-Object { $_ * 2 + 1 } |
    Where-Object { $_ % 5 -ne 0 } |
    Measure-Object -Sum
"$($result.Count) $($result.Sum)"
