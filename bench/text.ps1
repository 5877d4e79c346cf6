# 60,000 lines of a log: made, taken apart, searched, put together.
$levels = 'INFO', 'WARN', 'ERROR'
$lines = foreach ($i in 1..60000) {
    '{0:D6};{1};user{2};took {3:F2} ms' -f $i, $levels[$i % 3], ($i % 97), ($i / 7)
}
$errors = 0
$total = 0.0
$users = @{}
foreach ($line in $lines) {
    $number, $level, $user, $message = $line -split ';'
    if ($level -eq 'ERROR') { $errors++ }
    $users[$user] = $number
    if ($message -match 'took (\d+\.\d+) ms') { $total += [double] $Matches[1] }
}
$longest = ($lines | Sort-Object Length -Descending -Top 1).Length
$users.Count, $errors, $longest, ('{0:F2}' -f $total) -join ' '
