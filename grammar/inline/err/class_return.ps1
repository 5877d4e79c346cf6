class C { [int] M() { if ($x) { return 1 } } }
