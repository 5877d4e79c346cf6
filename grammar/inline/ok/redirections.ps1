cmd > out.txt 2>&1 3>> w.txt
1 + 2 > $null
