# Memory does not grow with the number of items, whoever is slow.
function Get-Peak { [int] ((Get-Content /proc/self/status | Select-String 'VmHWM').Line -replace '\D') / 1024 }
$count = (1..300000 | Invoke-Parallel { $_; $_; "text $_" } | Measure-Object).Count
"objects: $count"
$slow = 0
1..100000 | Invoke-Parallel { $_ } | ForEach-Object { if ($slow++ % 1000 -eq 0) { Start-Sleep -Milliseconds 1 } }
"slow consumer: $slow"
$nested = (1..3 | Invoke-Parallel { 1..100000 | Invoke-Parallel { $_ } -ThrottleLimit 2 } | Measure-Object).Count
"nested: $nested"
$each = (1..300000 | ForEach-Object -Parallel { $_ } | Measure-Object -Sum).Sum
"each: $each"
"under 80 MB: $((Get-Peak) -lt 80)"
