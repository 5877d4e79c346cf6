1 + 2 * 3 - 4 -eq 5 -and $a -or -not $b
"{0}" -f 1 + 2
1..3 -join "," -split ","
-1 - - 2
$a ?? $b ?? 3
$x -ceq 1 -band 2 -shl 3
