//! The names of all exception types, and what .NET gives them when a script does not.

use crate::declare::exception_type;
use psp_value::{Type, types::TypeDef};

macro_rules! named {
    ($($name:literal)*) => {
        /// Exception types without members of their own.
        pub(crate) static TYPES: &[&TypeDef] =
            &[$(&TypeDef { name: $name, ty: || exception_type($name), members: &[] }),*];
    };
}

named! {
    "Microsoft.PowerShell.Cmdletization.Cim.CimJobException"
    "Microsoft.PowerShell.Commands.HelpCategoryInvalidException"
    "Microsoft.PowerShell.Commands.HelpNotFoundException"
    "Microsoft.PowerShell.Commands.ProcessCommandException"
    "Microsoft.PowerShell.Commands.WriteErrorException"
    "System.AccessViolationException"
    "System.AppDomainUnloadedException"
    "System.ApplicationException"
    "System.ArithmeticException"
    "System.ArrayTypeMismatchException"
    "System.BadImageFormatException"
    "System.CannotUnloadAppDomainException"
    "System.Collections.Generic.KeyNotFoundException"
    "System.ComponentModel.Design.CheckoutException"
    "System.ComponentModel.InvalidAsynchronousStateException"
    "System.ComponentModel.InvalidEnumArgumentException"
    "System.ComponentModel.LicenseException"
    "System.ComponentModel.WarningException"
    "System.ComponentModel.Win32Exception"
    "System.ContextMarshalException"
    "System.Data.Common.DbException"
    "System.Data.ConstraintException"
    "System.Data.DataException"
    "System.Data.DBConcurrencyException"
    "System.Data.DeletedRowInaccessibleException"
    "System.Data.DuplicateNameException"
    "System.Data.EvaluateException"
    "System.Data.InRowChangingEventException"
    "System.Data.InvalidConstraintException"
    "System.Data.InvalidExpressionException"
    "System.Data.MissingPrimaryKeyException"
    "System.Data.NoNullAllowedException"
    "System.Data.ReadOnlyException"
    "System.Data.RowNotInTableException"
    "System.Data.SqlTypes.SqlAlreadyFilledException"
    "System.Data.SqlTypes.SqlNotFilledException"
    "System.Data.SqlTypes.SqlNullValueException"
    "System.Data.SqlTypes.SqlTruncateException"
    "System.Data.SqlTypes.SqlTypeException"
    "System.Data.StrongTypingException"
    "System.Data.SyntaxErrorException"
    "System.Data.VersionNotFoundException"
    "System.DataMisalignedException"
    "System.Diagnostics.Contracts.ContractException"
    "System.Diagnostics.Tracing.EventSourceException"
    "System.Diagnostics.UnreachableException"
    "System.DivideByZeroException"
    "System.DllNotFoundException"
    "System.DuplicateWaitObjectException"
    "System.EntryPointNotFoundException"
    "System.ExecutionEngineException"
    "System.FieldAccessException"
    "System.FormatException"
    "System.Globalization.CultureNotFoundException"
    "System.IndexOutOfRangeException"
    "System.InsufficientExecutionStackException"
    "System.InsufficientMemoryException"
    "System.InvalidCastException"
    "System.InvalidOperationException"
    "System.InvalidProgramException"
    "System.InvalidTimeZoneException"
    "System.IO.Compression.ZLibException"
    "System.IO.DirectoryNotFoundException"
    "System.IO.DriveNotFoundException"
    "System.IO.EndOfStreamException"
    "System.IO.FileLoadException"
    "System.IO.InternalBufferOverflowException"
    "System.IO.InvalidDataException"
    "System.IO.IOException"
    "System.IO.PathTooLongException"
    "System.Management.Automation.ActionPreferenceStopException"
    "System.Management.Automation.ApplicationFailedException"
    "System.Management.Automation.ArgumentTransformationMetadataException"
    "System.Management.Automation.BreakException"
    "System.Management.Automation.CmdletInvocationException"
    "System.Management.Automation.CmdletProviderInvocationException"
    "System.Management.Automation.CommandNotFoundException"
    "System.Management.Automation.ContinueException"
    "System.Management.Automation.DriveNotFoundException"
    "System.Management.Automation.ExitException"
    "System.Management.Automation.ExtendedTypeSystemException"
    "System.Management.Automation.FlowControlException"
    "System.Management.Automation.GetValueException"
    "System.Management.Automation.GetValueInvocationException"
    "System.Management.Automation.HaltCommandException"
    "System.Management.Automation.Host.HostException"
    "System.Management.Automation.Host.PromptingException"
    "System.Management.Automation.IncompleteParseException"
    "System.Management.Automation.InvalidJobStateException"
    "System.Management.Automation.InvalidPowerShellStateException"
    "System.Management.Automation.ItemNotFoundException"
    "System.Management.Automation.JobFailedException"
    "System.Management.Automation.LoopFlowException"
    "System.Management.Automation.MetadataException"
    "System.Management.Automation.MethodException"
    "System.Management.Automation.MethodInvocationException"
    "System.Management.Automation.NativeCommandExitException"
    "System.Management.Automation.ParameterBindingException"
    "System.Management.Automation.ParentContainsErrorRecordException"
    "System.Management.Automation.ParseException"
    "System.Management.Automation.ParsingMetadataException"
    "System.Management.Automation.PipelineClosedException"
    "System.Management.Automation.PipelineDepthException"
    "System.Management.Automation.PipelineStoppedException"
    "System.Management.Automation.PropertyNotFoundException"
    "System.Management.Automation.ProviderInvocationException"
    "System.Management.Automation.ProviderNameAmbiguousException"
    "System.Management.Automation.ProviderNotFoundException"
    "System.Management.Automation.PSArgumentException"
    "System.Management.Automation.PSArgumentNullException"
    "System.Management.Automation.PSArgumentOutOfRangeException"
    "System.Management.Automation.PSInvalidCastException"
    "System.Management.Automation.PSInvalidOperationException"
    "System.Management.Automation.PSNotImplementedException"
    "System.Management.Automation.PSNotSupportedException"
    "System.Management.Automation.PSObjectDisposedException"
    "System.Management.Automation.PSSecurityException"
    "System.Management.Automation.RedirectedException"
    "System.Management.Automation.RemoteException"
    "System.Management.Automation.Remoting.PSDirectException"
    "System.Management.Automation.Remoting.PSRemotingDataStructureException"
    "System.Management.Automation.Remoting.PSRemotingTransportException"
    "System.Management.Automation.Remoting.PSRemotingTransportRedirectException"
    "System.Management.Automation.Runspaces.FormatTableLoadException"
    "System.Management.Automation.Runspaces.InvalidPipelineStateException"
    "System.Management.Automation.Runspaces.InvalidRunspacePoolStateException"
    "System.Management.Automation.Runspaces.InvalidRunspaceStateException"
    "System.Management.Automation.Runspaces.PSConsoleLoadException"
    "System.Management.Automation.Runspaces.PSSnapInException"
    "System.Management.Automation.Runspaces.RunspaceOpenModuleLoadException"
    "System.Management.Automation.Runspaces.TypeTableLoadException"
    "System.Management.Automation.ScriptBlockToPowerShellNotSupportedException"
    "System.Management.Automation.ScriptCallDepthException"
    "System.Management.Automation.ScriptRequiresException"
    "System.Management.Automation.SessionStateException"
    "System.Management.Automation.SessionStateUnauthorizedAccessException"
    "System.Management.Automation.SetValueException"
    "System.Management.Automation.SetValueInvocationException"
    "System.Management.Automation.TerminateException"
    "System.Management.Automation.ValidationMetadataException"
    "System.Management.Automation.WildcardPatternException"
    "System.MemberAccessException"
    "System.MethodAccessException"
    "System.MissingFieldException"
    "System.MissingMemberException"
    "System.MissingMethodException"
    "System.MulticastNotSupportedException"
    "System.Net.CookieException"
    "System.Net.Http.HttpIOException"
    "System.Net.Http.HttpProtocolException"
    "System.Net.HttpListenerException"
    "System.Net.Mail.SmtpException"
    "System.Net.Mail.SmtpFailedRecipientException"
    "System.Net.Mail.SmtpFailedRecipientsException"
    "System.Net.NetworkInformation.NetworkInformationException"
    "System.Net.NetworkInformation.PingException"
    "System.Net.ProtocolViolationException"
    "System.Net.Sockets.SocketException"
    "System.NotFiniteNumberException"
    "System.NotImplementedException"
    "System.NotSupportedException"
    "System.NullReferenceException"
    "System.OperationCanceledException"
    "System.OutOfMemoryException"
    "System.OverflowException"
    "System.PlatformNotSupportedException"
    "System.RankException"
    "System.Reflection.AmbiguousMatchException"
    "System.Reflection.CustomAttributeFormatException"
    "System.Reflection.InvalidFilterCriteriaException"
    "System.Reflection.Metadata.ImageFormatLimitationException"
    "System.Reflection.ReflectionTypeLoadException"
    "System.Reflection.TargetException"
    "System.Reflection.TargetInvocationException"
    "System.Reflection.TargetParameterCountException"
    "System.Resources.MissingManifestResourceException"
    "System.Resources.MissingSatelliteAssemblyException"
    "System.Runtime.AmbiguousImplementationException"
    "System.Runtime.CompilerServices.RuntimeWrappedException"
    "System.Runtime.CompilerServices.SwitchExpressionException"
    "System.Runtime.InteropServices.COMException"
    "System.Runtime.InteropServices.ExternalException"
    "System.Runtime.InteropServices.InvalidComObjectException"
    "System.Runtime.InteropServices.InvalidOleVariantTypeException"
    "System.Runtime.InteropServices.MarshalDirectiveException"
    "System.Runtime.InteropServices.SafeArrayRankMismatchException"
    "System.Runtime.InteropServices.SafeArrayTypeMismatchException"
    "System.Runtime.InteropServices.SEHException"
    "System.Runtime.Serialization.InvalidDataContractException"
    "System.Runtime.Serialization.SerializationException"
    "System.Security.AccessControl.PrivilegeNotHeldException"
    "System.Security.Authentication.AuthenticationException"
    "System.Security.Authentication.InvalidCredentialException"
    "System.Security.Cryptography.AuthenticationTagMismatchException"
    "System.Security.Cryptography.CryptographicException"
    "System.Security.Cryptography.CryptographicUnexpectedOperationException"
    "System.Security.Cryptography.X509Certificates.Pkcs12LoadLimitExceededException"
    "System.Security.Principal.IdentityNotMappedException"
    "System.Security.SecurityException"
    "System.Security.VerificationException"
    "System.StackOverflowException"
    "System.SystemException"
    "System.Text.DecoderFallbackException"
    "System.Text.EncoderFallbackException"
    "System.Text.Json.JsonException"
    "System.Text.RegularExpressions.RegexMatchTimeoutException"
    "System.Text.RegularExpressions.RegexParseException"
    "System.Threading.AbandonedMutexException"
    "System.Threading.BarrierPostPhaseException"
    "System.Threading.LockRecursionException"
    "System.Threading.SemaphoreFullException"
    "System.Threading.SynchronizationLockException"
    "System.Threading.Tasks.TaskCanceledException"
    "System.Threading.Tasks.TaskSchedulerException"
    "System.Threading.ThreadAbortException"
    "System.Threading.ThreadInterruptedException"
    "System.Threading.ThreadStartException"
    "System.Threading.ThreadStateException"
    "System.Threading.WaitHandleCannotBeOpenedException"
    "System.TimeoutException"
    "System.TimeZoneNotFoundException"
    "System.TypeAccessException"
    "System.TypeInitializationException"
    "System.TypeLoadException"
    "System.TypeUnloadedException"
    "System.UnauthorizedAccessException"
    "System.UriFormatException"
    "System.Xml.Schema.XmlSchemaException"
    "System.Xml.Schema.XmlSchemaInferenceException"
    "System.Xml.Schema.XmlSchemaValidationException"
    "System.Xml.XmlException"
    "System.Xml.XPath.XPathException"
    "System.Xml.Xsl.XsltCompileException"
    "System.Xml.Xsl.XsltException"
}

/// The message of an exception that was made without one.
pub(super) fn default_message(ty: Type) -> String {
    let known = match ty.name {
        "System.AggregateException" => "One or more errors occurred.",
        "System.ApplicationException" => "Error in the application.",
        "System.ArgumentException" => "Value does not fall within the expected range.",
        "System.ArgumentNullException" => "Value cannot be null.",
        "System.ArgumentOutOfRangeException" => "Specified argument was out of the range of valid values.",
        "System.ArithmeticException" => "Overflow or underflow in the arithmetic operation.",
        "System.Collections.Generic.KeyNotFoundException" => {
            "The given key was not present in the dictionary."
        }
        "System.DivideByZeroException" => "Attempted to divide by zero.",
        "System.FormatException" => "One of the identified items was in an invalid format.",
        "System.IO.DirectoryNotFoundException" => "Attempted to access a path that is not on the disk.",
        "System.IO.EndOfStreamException" => "Attempted to read past the end of the stream.",
        "System.IO.FileNotFoundException" => "Unable to find the specified file.",
        "System.IO.IOException" => "I/O error occurred.",
        "System.IndexOutOfRangeException" => "Index was outside the bounds of the array.",
        "System.InvalidCastException" => "Specified cast is not valid.",
        "System.InvalidOperationException" => {
            "Operation is not valid due to the current state of the object."
        }
        "System.NotImplementedException" => "The method or operation is not implemented.",
        "System.NotSupportedException" => "Specified method is not supported.",
        "System.NullReferenceException" => "Object reference not set to an instance of an object.",
        "System.OperationCanceledException" => "The operation was canceled.",
        "System.OutOfMemoryException" => "Insufficient memory to continue the execution of the program.",
        "System.OverflowException" => "Arithmetic operation resulted in an overflow.",
        "System.SystemException" => "System error.",
        "System.Threading.Tasks.TaskCanceledException" => "A task was canceled.",
        "System.TimeoutException" => "The operation has timed out.",
        "System.UnauthorizedAccessException" => "Attempted to perform an unauthorized operation.",
        name => return format!("Exception of type '{name}' was thrown."),
    };
    known.to_owned()
}

/// `HResult`: the type's own number, or the nearest base type's.
pub(super) fn hresult(ty: Type) -> i32 {
    ty.chain().find_map(|it| own_hresult(it.name)).unwrap_or(-2_146_233_088)
}

fn own_hresult(name: &str) -> Option<i32> {
    Some(match name {
        "System.ApplicationException" => -2_146_232_832,
        "System.ArgumentException" => -2_147_024_809,
        "System.ArgumentNullException" | "System.NullReferenceException" => -2_147_467_261,
        "System.ArgumentOutOfRangeException" => -2_146_233_086,
        "System.ArithmeticException" => -2_147_024_362,
        "System.Collections.Generic.KeyNotFoundException" => -2_146_232_969,
        "System.DivideByZeroException" => -2_147_352_558,
        "System.FormatException" => -2_146_233_033,
        "System.IO.DirectoryNotFoundException" => -2_147_024_893,
        "System.IO.FileNotFoundException" => -2_147_024_894,
        "System.IO.IOException" => -2_146_232_800,
        "System.IndexOutOfRangeException" => -2_146_233_080,
        "System.InvalidCastException" => -2_147_467_262,
        "System.InvalidOperationException" => -2_146_233_079,
        "System.NotImplementedException" => -2_147_467_263,
        "System.NotSupportedException" => -2_146_233_067,
        "System.OperationCanceledException" => -2_146_233_029,
        "System.OutOfMemoryException" => -2_147_024_882,
        "System.OverflowException" => -2_146_233_066,
        "System.SystemException" => -2_146_233_087,
        "System.TimeoutException" => -2_146_233_083,
        "System.UnauthorizedAccessException" => -2_147_024_891,
        _ => return None,
    })
}
