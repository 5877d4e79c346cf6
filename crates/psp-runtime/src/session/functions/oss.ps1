function oss {
    [CmdletBinding()]
    param(
        [ValidateRange(2, 2147483647)] [int] $Width,
        [Parameter(ValueFromPipeline = $true)] [psobject] $InputObject
    )
    begin {
        $PSBoundParameters['Stream'] = $true
        $step = { Out-String @PSBoundParameters }.GetSteppablePipeline($MyInvocation.CommandOrigin)
        $step.Begin($PSCmdlet)
    }
    process { $step.Process($_) }
    end { $step.End() }
}
