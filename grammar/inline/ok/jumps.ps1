:outer while ($true) { foreach ($i in 1..3) { if ($i) { continue outer } else { break } } }
do { 1 } until ($x)
for ($i = 0; $i -lt 3; $i++) { $i }
return 1
