//! Records of the streams beside errors: warnings, verbose and debug texts, information.

use crate::session::Session;
use psp_value::{Context, Lock, Native, Object, Result, Str, Type, Value, types, well_known};

/// `WarningRecord`, `VerboseRecord`, `DebugRecord`.
pub struct TextRecord {
    /// `Message`
    pub message: Str,
}

impl TextRecord {
    /// The record of a type by full name.
    pub fn value(ty: &str, message: Str) -> Value {
        Object::native(type_named(ty), Self { message }).into()
    }
}

impl Native for TextRecord {
    fn text(&self, _context: &mut dyn Context, _format: Option<&str>) -> Result<Option<String>> {
        Ok(Some(self.message.text().into_owned()))
    }

    fn get_member(&self, _context: &mut dyn Context, _this: &Value, name: &str) -> Option<Result<Value>> {
        name.eq_ignore_ascii_case("message").then(|| Ok(self.message.clone().into()))
    }

    fn member_names(&self) -> Vec<String> {
        vec!["Message".to_owned()]
    }
}

/// `InformationRecord`.
pub struct InformationRecord {
    /// `MessageData`
    pub data: Value,
    /// `Source`
    pub source: Str,
    /// `Tags`
    pub tags: Lock<Vec<Value>>,
    /// `TimeGenerated`
    pub time: Value,
    /// Written by `Write-Host`: what is shown, and whether a new line follows.
    pub host: Option<(Str, bool)>,
    /// `Write-Host -ForegroundColor` and `-BackgroundColor`; null for none.
    pub colors: (Value, Value),
}

impl InformationRecord {
    /// The record as a value.
    pub fn value(self) -> Value {
        Object::native(type_named("System.Management.Automation.InformationRecord"), self).into()
    }
}

impl Native for InformationRecord {
    fn text(&self, context: &mut dyn Context, _format: Option<&str>) -> Result<Option<String>> {
        match &self.host {
            Some((text, _)) => Ok(Some(text.text().into_owned())),
            None if self.data.is_null() => Ok(None),
            None => Ok(Some(psp_value::convert::to_text(context, &self.data)?.text().into_owned())),
        }
    }

    fn get_member(&self, _context: &mut dyn Context, _this: &Value, name: &str) -> Option<Result<Value>> {
        let value = match name.to_ascii_lowercase().as_str() {
            "messagedata" => match &self.host {
                Some((text, newline)) => {
                    let colors = self.colors.clone();
                    HostMessage { text: text.clone(), no_new_line: !newline, colors }.value()
                }
                None => self.data.clone(),
            },
            "source" => self.source.clone().into(),
            "tags" => Value::array(self.tags.snapshot()),
            "timegenerated" => self.time.clone(),
            _ => return None,
        };
        Some(Ok(value))
    }

    fn member_names(&self) -> Vec<String> {
        ["MessageData", "Source", "TimeGenerated", "Tags"].map(str::to_owned).into()
    }
}

/// `HostInformationMessage`.
pub struct HostMessage {
    /// `Message`
    pub text: Str,
    /// `NoNewLine`
    pub no_new_line: bool,
    /// `ForegroundColor` and `BackgroundColor`; null for none.
    pub colors: (Value, Value),
}

impl HostMessage {
    /// The message as a value.
    pub fn value(self) -> Value {
        Object::native(type_named("System.Management.Automation.HostInformationMessage"), self).into()
    }
}

impl Native for HostMessage {
    fn text(&self, _context: &mut dyn Context, _format: Option<&str>) -> Result<Option<String>> {
        Ok(Some(self.text.text().into_owned()))
    }

    fn get_member(&self, _context: &mut dyn Context, _this: &Value, name: &str) -> Option<Result<Value>> {
        match name.to_ascii_lowercase().as_str() {
            "message" => Some(Ok(self.text.clone().into())),
            "nonewline" => Some(Ok(Value::bool(self.no_new_line))),
            "foregroundcolor" => Some(Ok(self.colors.0.clone())),
            "backgroundcolor" => Some(Ok(self.colors.1.clone())),
            _ => None,
        }
    }

    fn member_names(&self) -> Vec<String> {
        ["Message", "NoNewLine", "ForegroundColor", "BackgroundColor"].map(str::to_owned).into()
    }
}

/// A type of the runtime by full name, made when nobody declared it.
pub fn type_named(name: &str) -> Type {
    static MADE: parking_lot::Mutex<Vec<(String, Type)>> = parking_lot::Mutex::new(Vec::new());
    if let Some(element) = name.strip_suffix("[]") {
        return type_named(element).array_of();
    }
    if let Some(found) = types::find(name) {
        return found;
    }
    let mut made = MADE.lock();
    if let Some((_, found)) = made.iter().find(|(it, _)| it == name) {
        return *found;
    }
    let base = Some(well_known::OBJECT.ty());
    let ty = types::define(name, types::TypeKind::Class, types::TypeCode::Object, base, &[]);
    made.push((name.to_owned(), ty));
    ty
}

impl Session {
    /// The time as `TimeGenerated` shows it.
    pub fn now(&self) -> Value {
        self.engine().now()
    }
}
