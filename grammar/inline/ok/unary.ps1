!$a
-not -bnot 1
++$i
$i--
, 1
-join $a
-csplit "A"
