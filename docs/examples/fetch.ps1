<#
.SYNOPSIS
    Many slow requests at once: some fail and are tried again, results are shown as they come.
.DESCRIPTION
    The service is a function that sleeps, so the example needs no network.
#>
param(
    [int] $Count = 24,
    [int] $ThrottleLimit = 8
)

function Get-Page([int] $Number, [int] $Attempt) {
    Start-Sleep -Milliseconds (20 + $Number * 7 % 60)
    if ($Number % 7 -eq 0 -and $Attempt -eq 1) { throw "page $Number is not there yet" }
    [pscustomobject]@{ Number = $Number; Size = 1000 + $Number * 37 % 500; Attempts = $Attempt }
}

$clock = [System.Diagnostics.Stopwatch]::StartNew()

$pages = 1..$Count | Invoke-Parallel -ThrottleLimit $ThrottleLimit -Functions Get-Page -TimeoutSeconds 30 {
    foreach ($attempt in 1..3) {
        try {
            return Get-Page -Number $_ -Attempt $attempt
        }
        catch {
            Write-Warning "attempt ${attempt}: $($_.Exception.Message)"
            Start-Sleep -Milliseconds (10 * $attempt)
        }
    }
}

$pages | Sort-Object Number | Select-Object -First 5 | Format-Table
$total = $pages | Measure-Object Size -Sum
'{0} pages, {1} bytes, {2} tried again' -f $total.Count, $total.Sum, @($pages | Where-Object Attempts -gt 1).Count
Write-Verbose "took $($clock.ElapsedMilliseconds) ms" -Verbose:($VerbosePreference -ne 'SilentlyContinue')
