[CmdletBinding(DefaultParameterSetName = "A", SupportsShouldProcess)]
param([Parameter(Mandatory, Position = 0)] [ValidateSet("a", "b")] [string[]] $Name = "a", $Rest)
$Name
