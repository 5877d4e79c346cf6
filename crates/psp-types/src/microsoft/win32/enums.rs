//! The enums of `Microsoft.Win32`: names and numbers.

use crate::declare::data_enums;

data_enums! {
    RegistryHive = "Microsoft.Win32.RegistryHive", false,
        "ClassesRoot=-2147483648 CurrentUser=-2147483647 LocalMachine=-2147483646 Users=-2147483645 \
        PerformanceData=-2147483644 CurrentConfig=-2147483643";
    RegistryValueKind = "Microsoft.Win32.RegistryValueKind", false,
        "Unknown=0 String=1 ExpandString=2 Binary=3 DWord=4 MultiString=7 QWord=11 None=-1";
    RegistryValueOptions = "Microsoft.Win32.RegistryValueOptions", true,
        "None=0 DoNotExpandEnvironmentNames=1";
}
