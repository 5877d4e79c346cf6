# How often each word stands in a text: counting in a hashtable.
$syllables = 'ba', 'do', 'ke', 'li', 'mu', 'na', 'po', 'ra', 'se', 'tu'
$counts = @{}
[long] $state = 42
for ($i = 0; $i -lt 900000; $i++) {
    $state = ($state * 1103515245 + 12345) % 2147483648
    $number = ($state -shr 8) % 1000
    $word = $syllables[$number % 10] + $syllables[($number -shr 3) % 10] + $syllables[$number % 7]
    $counts[$word]++
}
$counts.Count
$counts.GetEnumerator() | Sort-Object { -$_.Value }, Name | Select-Object -First 5 | ForEach-Object { "$($_.Name) $($_.Value)" }
