Get-Item -Path:a, b c.txt -Force 1 0x10 -5 -- -x
cmd a$b/c "x $y" --long=1 $h.k[0] (1 + 2) { $_ } @args
& $block 1
. ./x.ps1
git --% log "a b" | more
