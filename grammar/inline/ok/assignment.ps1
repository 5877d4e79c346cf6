$x = $y += 1
$a, $b = 1, 2
[int] $n = if ($x) { 1 } else { 2 }
$h.k[0] ??= & { 3 }
