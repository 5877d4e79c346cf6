<#
.SYNOPSIS
    Finds files with the same contents below a directory, hashing them in parallel.
#>
param(
    [string] $Path = '.',
    [int] $ThrottleLimit = 4
)

$files = Get-ChildItem -Path $Path -Recurse -File
"$($files.Count) files below $Path"

# Only files of the same length can be the same, so only those are worth a hash.
$candidates = $files | Where-Object Length -gt 0 | Group-Object Length | Where-Object Count -gt 1 | ForEach-Object Group

$hashed = $candidates | Invoke-Parallel -ThrottleLimit $ThrottleLimit {
    [pscustomobject]@{
        Path   = $_.FullName
        Length = $_.Length
        Hash   = (Get-FileHash -LiteralPath $_.FullName -Algorithm SHA256).Hash
    }
}

$duplicates = $hashed | Group-Object Hash | Where-Object Count -gt 1 | ForEach-Object {
    [pscustomobject]@{
        Copies = $_.Count
        Wasted = ($_.Count - 1) * $_.Group[0].Length
        First  = ($_.Group.Path | Sort-Object)[0]
    }
}

"$(@($candidates).Count) hashed, $(@($duplicates).Count) sets of duplicates"
$duplicates | Sort-Object Wasted -Descending | Select-Object -First 10 | Format-Table -AutoSize
