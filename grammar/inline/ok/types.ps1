[int][string] $x
[System.Collections.Generic.Dictionary[string, int[]]]::new()
[int[,]]
[List[[string, mscorlib]]]
