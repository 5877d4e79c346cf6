$a.b.c(1, "x")[0]?.d
${n}?[1]
[Math]::Max(1, 2)
[array]::Empty[int]()
$x.Where{ $_ }
$o."a b".($p)
