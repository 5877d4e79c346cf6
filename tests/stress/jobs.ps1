# Jobs started, received, stopped and removed by the hundred, some from workers: no output is lost and none is left running.
$wrong = 0
foreach ($round in 1..50) {
    $jobs = 1..6 | ForEach-Object { Start-ThreadJob { 1..10 } }
    if (($jobs | Receive-Job -Wait -AutoRemoveJob | Measure-Object -Sum).Sum -ne 330) { $wrong++ }
    $tasks = 1..20 | ForEach-Object -AsJob -Parallel { $_ } -ThrottleLimit 4
    if (($tasks | Receive-Job -Wait -AutoRemoveJob | Measure-Object -Sum).Sum -ne 210) { $wrong++ }
    $loop = Start-ThreadJob { while ($true) { } }
    $sleeper = Start-Job { sleep 100 }
    Stop-Job $loop, $sleeper
    if ("$($loop.State) $($sleeper.State)" -ne 'Stopped Stopped') { $wrong++ }
    Remove-Job $loop, $sleeper
    $inner = 1..4 | Invoke-Parallel { Start-ThreadJob { 1..5 } | Receive-Job -Wait -AutoRemoveJob; $null = Start-ThreadJob { Start-Sleep 100 } }
    if ($inner.Count -ne 20) { $wrong++ }
    $some = @(1..200 | Invoke-Parallel { $_ } -ThrottleLimit ($round % 9 + 1) | Select-Object -First 7 | Sort-Object -Unique)
    if ($some.Count -ne 7) { $wrong++ }
}
"wrong: $wrong, jobs: $(@(Get-Job).Count), runspaces: $(@(Get-Runspace).Count)"
