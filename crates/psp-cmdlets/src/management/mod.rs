//! `Microsoft.PowerShell.Management`

mod child_item;
mod content;
mod convert_path;
mod copy_item;
mod drives;
mod dynamic_property;
mod get_content;
mod item;
mod item_property;
mod join_path;
mod location;
mod machine;
mod new_item;
mod paths;
mod process;
mod remove_item;
mod split_path;
mod start_process;
mod test_path;

use psp_runtime::BuiltinModule;

/// The module.
pub(crate) static MODULE: BuiltinModule = BuiltinModule {
    name: "Microsoft.PowerShell.Management",
    cmdlets: &[
        child_item::GetChildItem::DEF,
        content::AddContent::DEF,
        content::ClearContent::DEF,
        content::SetContent::DEF,
        convert_path::ConvertPath::DEF,
        convert_path::ResolvePath::DEF,
        copy_item::CopyItem::DEF,
        copy_item::MoveItem::DEF,
        copy_item::RenameItem::DEF,
        drives::GetPSDrive::DEF,
        drives::GetPSProvider::DEF,
        drives::NewPSDrive::DEF,
        drives::RemovePSDrive::DEF,
        get_content::GetContent::DEF,
        item::ClearItem::DEF,
        item::GetItem::DEF,
        item::SetItem::DEF,
        dynamic_property::NewItemProperty::DEF,
        dynamic_property::RenameItemProperty::DEF,
        item_property::GetItemProperty::DEF,
        item_property::GetItemPropertyValue::DEF,
        item_property::SetItemProperty::DEF,
        join_path::JoinPath::DEF,
        location::GetLocation::DEF,
        location::PopLocation::DEF,
        location::PushLocation::DEF,
        location::SetLocation::DEF,
        machine::ClearHost::DEF,
        machine::GetClipboard::DEF,
        machine::GetComputerInfo::DEF,
        machine::GetTimeZone::DEF,
        machine::SetClipboard::DEF,
        machine::SetTimeZone::DEF,
        machine::TestConnection::DEF,
        new_item::NewItem::DEF,
        process::GetProcess::DEF,
        process::StopProcess::DEF,
        process::WaitProcess::DEF,
        remove_item::RemoveItem::DEF,
        split_path::SplitPath::DEF,
        start_process::InvokeItem::DEF,
        start_process::StartProcess::DEF,
        test_path::TestPath::DEF,
    ],
};
