class Animal {
    [string] $Name = "x"
    hidden static [int] $Count
    Animal([string] $name) { $this.Name = $name }
    static [Animal] Make() { return [Animal]::new("y") }
}
class Dog : Animal, System.IComparable {
    Dog() : base("rex") { }
    [int] CompareTo([object] $other) { return 0 }
}
[Flags()] enum Mode { Read = 1; Write = 2 }
