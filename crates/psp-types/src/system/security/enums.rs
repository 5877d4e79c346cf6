//! The enums of `System.Security`: names and numbers.

use crate::declare::data_enums;

data_enums! {
    AccessControlType = "System.Security.AccessControl.AccessControlType", false,
        "Allow=0 Deny=1";
    FileSystemRights = "System.Security.AccessControl.FileSystemRights", true,
        "ListDirectory=1 ReadData=1 CreateFiles=2 WriteData=2 AppendData=4 CreateDirectories=4 \
        ReadExtendedAttributes=8 WriteExtendedAttributes=16 ExecuteFile=32 Traverse=32 \
        DeleteSubdirectoriesAndFiles=64 ReadAttributes=128 WriteAttributes=256 Write=278 Delete=65536 \
        ReadPermissions=131072 Read=131209 ReadAndExecute=131241 Modify=197055 ChangePermissions=262144 \
        TakeOwnership=524288 Synchronize=1048576 FullControl=2032127";
    InheritanceFlags = "System.Security.AccessControl.InheritanceFlags", true,
        "None=0 ContainerInherit=1 ObjectInherit=2";
    PropagationFlags = "System.Security.AccessControl.PropagationFlags", true,
        "None=0 NoPropagateInherit=1 InheritOnly=2";
    CipherMode = "System.Security.Cryptography.CipherMode", false,
        "CBC=1 ECB=2 OFB=3 CFB=4 CTS=5";
    PaddingMode = "System.Security.Cryptography.PaddingMode", false,
        "None=1 PKCS7=2 Zeros=3 ANSIX923=4 ISO10126=5";
    OpenFlags = "System.Security.Cryptography.X509Certificates.OpenFlags", true,
        "ReadOnly=0 ReadWrite=1 MaxAllowed=2 OpenExistingOnly=4 IncludeArchived=8";
    StoreLocation = "System.Security.Cryptography.X509Certificates.StoreLocation", false,
        "CurrentUser=1 LocalMachine=2";
    StoreName = "System.Security.Cryptography.X509Certificates.StoreName", false,
        "AddressBook=1 AuthRoot=2 CertificateAuthority=3 Disallowed=4 My=5 Root=6 TrustedPeople=7 \
        TrustedPublisher=8";
    X509ContentType = "System.Security.Cryptography.X509Certificates.X509ContentType", false,
        "Unknown=0 Cert=1 SerializedCert=2 Pfx=3 Pkcs12=3 SerializedStore=4 Pkcs7=5 Authenticode=6";
    X509KeyStorageFlags = "System.Security.Cryptography.X509Certificates.X509KeyStorageFlags", true,
        "DefaultKeySet=0 UserKeySet=1 MachineKeySet=2 Exportable=4 UserProtected=8 PersistKeySet=16 \
        EphemeralKeySet=32";
    WindowsBuiltInRole = "System.Security.Principal.WindowsBuiltInRole", false,
        "Administrator=544 User=545 Guest=546 PowerUser=547 AccountOperator=548 SystemOperator=549 \
        PrintOperator=550 BackupOperator=551 Replicator=552";
}
