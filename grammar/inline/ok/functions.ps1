function global:f([int] $x = 1, $y) { process { $_ } end { 1 } }
filter g { $_ }
function h { param($a) begin { } clean { } }
