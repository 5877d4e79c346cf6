class P { [string] $Name; [void] Set([string] $to) { $Name = $to } }
