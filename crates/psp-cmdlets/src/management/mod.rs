//! `Microsoft.PowerShell.Management`

mod child_item;
mod content;
mod convert_path;
mod get_content;
mod item;
mod join_path;
mod location;
mod new_item;
mod paths;
mod remove_item;
mod split_path;
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
        get_content::GetContent::DEF,
        item::ClearItem::DEF,
        item::GetItem::DEF,
        item::SetItem::DEF,
        join_path::JoinPath::DEF,
        location::GetLocation::DEF,
        location::PopLocation::DEF,
        location::PushLocation::DEF,
        location::SetLocation::DEF,
        new_item::NewItem::DEF,
        remove_item::RemoveItem::DEF,
        split_path::SplitPath::DEF,
        test_path::TestPath::DEF,
    ],
};
