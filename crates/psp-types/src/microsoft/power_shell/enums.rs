//! The enums of `Microsoft.PowerShell.Commands`: names and numbers.

use crate::declare::data_enums;

data_enums! {
    TestPathType = "Microsoft.PowerShell.Commands.TestPathType", false,
        "Any=0 Container=1 Leaf=2";
}
