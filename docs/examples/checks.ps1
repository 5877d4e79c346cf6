<#
.SYNOPSIS
    Runs programs side by side, as a build does with its checks, and sums up how each ended.
.DESCRIPTION
    When the time is over the programs that still run are ended with all their children.
#>
param([int] $TimeoutSeconds = 2)

$checks = @(
    @{ Name = 'lint'; Command = 'sleep 0.2; echo "no problems"' }
    @{ Name = 'unit tests'; Command = 'sleep 0.4; echo "12 passed"' }
    @{ Name = 'docs'; Command = 'echo "broken link" >&2; exit 3' }
    @{ Name = 'hangs'; Command = 'sleep 60 & wait' }
)

$results = $checks | Invoke-Parallel -ThrottleLimit $checks.Count -TimeoutSeconds $TimeoutSeconds -ErrorAction SilentlyContinue {
    $output = & sh -c $_.Command 2>&1
    [pscustomobject]@{ Name = $_.Name; Exit = $LASTEXITCODE; Output = "$output" }
}

foreach ($check in $checks) {
    $result = $results | Where-Object Name -eq $check.Name
    if ($null -eq $result) { '{0,-12} not done within {1} s' -f $check.Name, $TimeoutSeconds }
    else { '{0,-12} exit {1}: {2}' -f $result.Name, $result.Exit, $result.Output }
}

$failed = @($checks | Where-Object { $name = $_.Name; -not ($results | Where-Object { $_.Name -eq $name -and $_.Exit -eq 0 }) })
"$($checks.Count - $failed.Count) of $($checks.Count) checks passed"
exit $failed.Count
