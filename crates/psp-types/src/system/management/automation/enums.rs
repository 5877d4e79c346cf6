//! The enums of `System.Management.Automation`: names and numbers.

use crate::declare::data_enums;

data_enums! {
    ActionPreference = "System.Management.Automation.ActionPreference" of ACTION_PREFERENCE, false,
        "SilentlyContinue=0 Stop=1 Continue=2 Inquire=3 Ignore=4 Suspend=5 Break=6";
    BreakpointAction = "System.Management.Automation.BreakpointAction", false,
        "None=0";
    CommandTypes = "System.Management.Automation.CommandTypes" of COMMAND_TYPES, true,
        "Alias=1 Function=2 Filter=4 Cmdlet=8 ExternalScript=16 Application=32 Script=64 Configuration=256 \
        All=383";
    CompletionResultType = "System.Management.Automation.CompletionResultType", false,
        "Text=0 History=1 Command=2 ProviderItem=3 ProviderContainer=4 Property=5 Method=6 ParameterName=7 \
        ParameterValue=8 Variable=9 Namespace=10 Type=11 Keyword=12 DynamicKeyword=13";
    ConfirmImpact = "System.Management.Automation.ConfirmImpact" of CONFIRM_IMPACT, false,
        "None=0 Low=1 Medium=2 High=3";
    ErrorCategory = "System.Management.Automation.ErrorCategory" of ERROR_CATEGORY, false,
        "NotSpecified=0 OpenError=1 CloseError=2 DeviceError=3 DeadlockDetected=4 InvalidArgument=5 \
        InvalidData=6 InvalidOperation=7 InvalidResult=8 InvalidType=9 MetadataError=10 NotImplemented=11 \
        NotInstalled=12 ObjectNotFound=13 OperationStopped=14 OperationTimeout=15 SyntaxError=16 \
        ParserError=17 PermissionDenied=18 ResourceBusy=19 ResourceExists=20 ResourceUnavailable=21 \
        ReadError=22 WriteError=23 FromStdErr=24 SecurityError=25 ProtocolError=26 ConnectionError=27 \
        AuthenticationError=28 LimitsExceeded=29 QuotaExceeded=30 NotEnabled=31";
    ExecutionPolicy = "Microsoft.PowerShell.ExecutionPolicy", false,
        "Unrestricted=0 RemoteSigned=1 AllSigned=2 Restricted=3 Default=3 Bypass=4 Undefined=5";
    ExecutionPolicyScope = "Microsoft.PowerShell.ExecutionPolicyScope", false,
        "Process=0 CurrentUser=1 LocalMachine=2 UserPolicy=3 MachinePolicy=4";
    JobState = "System.Management.Automation.JobState", false,
        "NotStarted=0 Running=1 Completed=2 Failed=3 Stopped=4 Blocked=5 Suspended=6 Disconnected=7 \
        Suspending=8 Stopping=9 AtBreakpoint=10";
    ModuleType = "System.Management.Automation.ModuleType", false,
        "Script=0 Binary=1 Manifest=2 Cim=3 Workflow=4";
    NativeArgumentPassingStyle = "System.Management.Automation.NativeArgumentPassingStyle", false,
        "Legacy=0 Standard=1 Windows=2";
    OutputRendering = "System.Management.Automation.OutputRendering", false,
        "Host=0 PlainText=1 Ansi=2";
    PSInvocationState = "System.Management.Automation.PSInvocationState", false,
        "NotStarted=0 Running=1 Stopping=2 Stopped=3 Completed=4 Failed=5 Disconnected=6";
    PSLanguageMode = "System.Management.Automation.PSLanguageMode", false,
        "FullLanguage=0 RestrictedLanguage=1 NoLanguage=2 ConstrainedLanguage=3";
    PSMemberTypes = "System.Management.Automation.PSMemberTypes", true,
        "AliasProperty=1 CodeProperty=2 Property=4 NoteProperty=8 ScriptProperty=16 Properties=31 \
        PropertySet=32 Method=64 CodeMethod=128 ScriptMethod=256 Methods=448 ParameterizedProperty=512 \
        MemberSet=1024 Event=2048 Dynamic=4096 InferredProperty=8192 All=16383";
    PSMemberViewTypes = "System.Management.Automation.PSMemberViewTypes", true,
        "Extended=1 Adapted=2 Base=4 All=7";
    PSTokenType = "System.Management.Automation.PSTokenType", false,
        "Unknown=0 Command=1 CommandParameter=2 CommandArgument=3 Number=4 String=5 Variable=6 Member=7 \
        LoopLabel=8 Attribute=9 Type=10 Operator=11 GroupStart=12 GroupEnd=13 Keyword=14 Comment=15 \
        StatementSeparator=16 NewLine=17 LineContinuation=18 Position=19";
    RemotingCapability = "System.Management.Automation.RemotingCapability", false,
        "None=0 PowerShell=1 SupportedByCommand=2 OwnedByCommand=3";
    PSThreadOptions = "System.Management.Automation.Runspaces.PSThreadOptions", false,
        "Default=0 UseNewThread=1 ReuseThread=2 UseCurrentThread=3";
    RunspaceAvailability = "System.Management.Automation.Runspaces.RunspaceAvailability", false,
        "None=0 Available=1 AvailableForNestedCommand=2 Busy=3 RemoteDebug=4";
    RunspacePoolState = "System.Management.Automation.Runspaces.RunspacePoolState", false,
        "BeforeOpen=0 Opening=1 Opened=2 Closed=3 Closing=4 Broken=5 Disconnecting=6 Disconnected=7 \
        Connecting=8";
    RunspaceState = "System.Management.Automation.Runspaces.RunspaceState", false,
        "BeforeOpen=0 Opening=1 Opened=2 Closed=3 Closing=4 Broken=5 Disconnecting=6 Disconnected=7 \
        Connecting=8";
    ScopedItemOptions = "System.Management.Automation.ScopedItemOptions" of SCOPED_ITEM_OPTIONS, true,
        "None=0 ReadOnly=1 Constant=2 Private=4 AllScope=8 Unspecified=16";
    SessionStateEntryVisibility = "System.Management.Automation.SessionStateEntryVisibility", false,
        "Public=0 Private=1";
    VariableAccessMode = "System.Management.Automation.VariableAccessMode", false,
        "Read=0 Write=1 ReadWrite=2";
    WildcardOptions = "System.Management.Automation.WildcardOptions", true,
        "None=0 Compiled=1 IgnoreCase=2 CultureInvariant=4";
}
