<#
.SYNOPSIS
    Counts the words of all Markdown files below a directory. Several workers fill one dictionary.
#>
param(
    [Parameter(Position = 0)]
    [string] $Path = '.',
    [int] $Top = 20,
    [int] $ThrottleLimit = 4
)

$counts = [System.Collections.Concurrent.ConcurrentDictionary[string, int]]::new()

$files = Get-ChildItem -Path $Path -Recurse -File -Filter *.md
$files | Invoke-Parallel -ThrottleLimit $ThrottleLimit {
    # Counted alone first: one visit to the shared dictionary a word and file, not one a word.
    $mine = @{}
    foreach ($line in Get-Content -LiteralPath $_.FullName) {
        foreach ($word in $line.ToLowerInvariant() -split '[^a-z]+') {
            if ($word.Length -gt 3) { $mine[$word]++ }
        }
    }

    $shared = $using:counts
    foreach ($entry in $mine.GetEnumerator()) {
        do {
            $before = 0
            $known = $shared.TryGetValue($entry.Key, [ref] $before)
            $done = if ($known) {
                $shared.TryUpdate($entry.Key, $before + $entry.Value, $before)
            }
            else {
                $shared.TryAdd($entry.Key, $entry.Value)
            }
        } until ($done)
    }
}

"$($files.Count) files, $($counts.Count) different words"
$counts.GetEnumerator() |
    Sort-Object -Property @{ Expression = 'Value'; Descending = $true }, Key |
    Select-Object -First $Top |
    ForEach-Object { '{0,6} {1}' -f $_.Value, $_.Key }
