# Recursive Fibonacci numbers: calls of functions.
function Get-Fibonacci([int] $n) {
    if ($n -lt 2) { return $n }
    return (Get-Fibonacci ($n - 1)) + (Get-Fibonacci ($n - 2))
}

Get-Fibonacci 30
