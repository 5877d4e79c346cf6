function help {
    [CmdletBinding(DefaultParameterSetName = 'AllUsersView')]
    param(
        [Parameter(Position = 0, ValueFromPipelineByPropertyName)] [string] $Name,
        [string] $Path,
        [string[]] $Category,
        [Parameter(ParameterSetName = 'DetailedView', Mandatory)] [switch] $Detailed,
        [Parameter(ParameterSetName = 'AllUsersView')] [switch] $Full,
        [Parameter(ParameterSetName = 'Examples', Mandatory)] [switch] $Examples,
        [Parameter(ParameterSetName = 'Parameters', Mandatory)] [string[]] $Parameter,
        [string[]] $Component,
        [string[]] $Functionality,
        [string[]] $Role,
        [Parameter(ParameterSetName = 'Online', Mandatory)] [switch] $Online
    )
    Get-Help @PSBoundParameters
}
