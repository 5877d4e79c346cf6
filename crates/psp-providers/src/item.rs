//! The notes that items carry: `PSPath`, `PSParentPath`, `PSChildName`, `PSDrive`, `PSProvider`, `PSIsContainer`; and
//! drives and providers as objects.

use crate::{Drive, Place, ProviderKind, drive};
use psp_runtime::{Session, named_type};
use psp_value::{Context, ExtraMember, ExtraMemberKind, Native, Object, Result, Value};

/// Adds the notes of a place to its item.
pub fn noted(item: Value, place: &Place, is_container: bool) -> Value {
    let Some(object) = item.as_object() else { return item };
    let parent = place.parent().map(|it| it.ps_path());
    let name = if place.inside.is_empty() { place.path() } else { place.name().to_owned() };
    let notes = [
        ("PSPath", Value::from(place.ps_path())),
        ("PSParentPath", parent.unwrap_or_default().into()),
        ("PSChildName", name.into()),
        ("PSDrive", drive_value(&place.drive)),
        ("PSProvider", provider_value(place.kind())),
        ("PSIsContainer", Value::bool(is_container)),
    ];
    object.with_extra(|extra| {
        extra.members.reserve(notes.len());
        for (name, value) in notes {
            let kind = ExtraMemberKind::Note(value);
            extra.members.push(ExtraMember { name: name.into(), kind, hidden: false });
        }
    });
    item
}

/// `PSDriveInfo`
pub fn drive_value(it: &Drive) -> Value {
    Object::native(named_type("System.Management.Automation.PSDriveInfo"), DriveObject(it.clone())).into()
}

/// The drive inside such an object.
pub fn drive_of(value: &Value) -> Option<Drive> {
    value.downcast::<DriveObject>().map(|it| it.0.clone())
}

/// `ProviderInfo`
pub fn provider_value(kind: ProviderKind) -> Value {
    Object::native(named_type("System.Management.Automation.ProviderInfo"), ProviderObject(kind)).into()
}

struct DriveObject(Drive);

impl Native for DriveObject {
    fn text(&self, _: &mut dyn Context, _: Option<&str>) -> Result<Option<String>> {
        Ok(Some(self.0.name.to_string()))
    }

    fn equals(&self, other: &Value) -> Option<bool> {
        Some(other.downcast::<Self>()?.0 == self.0)
    }

    fn get_member(&self, context: &mut dyn Context, _: &Value, name: &str) -> Option<Result<Value>> {
        let drive = &self.0;
        let space = |context: &mut dyn Context| {
            let is_files = drive.kind == ProviderKind::FileSystem;
            let root = std::path::Path::new(&*drive.root);
            is_files.then(|| context.system().disk_space(root).ok()).flatten()
        };
        Some(Ok(match name.to_ascii_lowercase().as_str() {
            "name" => (&*drive.name).into(),
            "provider" => provider_value(drive.kind),
            "root" => (&*drive.root).into(),
            "description" => (&*drive.description).into(),
            "currentlocation" => current_location(context, drive).into(),
            "displayroot" | "maximumsize" => Value::NULL,
            "credential" => Value::NULL,
            "used" => space(context).map(|it| (it.total - it.free) as i64).into(),
            "free" => space(context).map(|it| it.available as i64).into(),
            "volumeseparatedbycolon" => Value::bool(!drive.is_root()),
            _ => return None,
        }))
    }

    fn member_names(&self) -> Vec<String> {
        [
            "CurrentLocation",
            "Name",
            "Provider",
            "Root",
            "Description",
            "MaximumSize",
            "Credential",
            "DisplayRoot",
        ]
        .map(str::to_owned)
        .into()
    }
}

fn current_location(context: &mut dyn Context, drive: &Drive) -> String {
    let Some(session) = Session::of(context) else { return String::new() };
    let here = crate::place::here(session);
    if here.drive.name == drive.name { here.inside } else { String::new() }
}

struct ProviderObject(ProviderKind);

impl Native for ProviderObject {
    fn text(&self, _: &mut dyn Context, _: Option<&str>) -> Result<Option<String>> {
        Ok(Some(self.0.qualified_name()))
    }

    fn equals(&self, other: &Value) -> Option<bool> {
        Some(other.downcast::<Self>()?.0 == self.0)
    }

    fn get_member(&self, context: &mut dyn Context, _: &Value, name: &str) -> Option<Result<Value>> {
        Some(Ok(match name.to_ascii_lowercase().as_str() {
            "name" => self.0.name().into(),
            "modulename" | "pssnapin" => "Microsoft.PowerShell.Core".into(),
            "capabilities" => capabilities(self.0).into(),
            "description" | "home" if self.0 != ProviderKind::FileSystem => "".into(),
            "home" => Session::of(context).map(|it| it.home()).into(),
            "description" => "".into(),
            "drives" => {
                let drives = Session::of(context).map(|it| drive::all(it)).unwrap_or_default();
                let own = drives.iter().filter(|it| it.kind == self.0);
                Value::array(own.map(drive_value).collect())
            }
            "volumeseparatedbycolon" => Value::bool(self.0 != ProviderKind::FileSystem),
            "itemseparator" | "altitemseparator" => Value::char(u16::from(b'/')),
            _ => return None,
        }))
    }

    fn member_names(&self) -> Vec<String> {
        ["Name", "ModuleName", "Capabilities", "Home", "Drives", "Description"].map(str::to_owned).into()
    }
}

fn capabilities(kind: ProviderKind) -> &'static str {
    match kind {
        ProviderKind::FileSystem => "Filter, ShouldProcess, Credentials",
        _ => "ShouldProcess",
    }
}
