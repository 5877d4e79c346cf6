//! `PSVariable`: a variable as an object, which outlives its frame.

use crate::session::Session;
use psp_value::{
    Context, Fault, Native, Object, Ref, Result, Str, Value, Variable, enums, types, well_known,
};

/// A `PSVariable` object.
pub struct VariableObject(pub Ref<Variable>);

const NAMES: [&str; 8] =
    ["Name", "Description", "Value", "Visibility", "Module", "ModuleName", "Options", "Attributes"];

impl VariableObject {
    /// As a value.
    pub fn value(self) -> Value {
        Object::native(well_known::PS_VARIABLE.ty(), self).into()
    }

    fn visibility() -> Value {
        let ty = types::find("System.Management.Automation.SessionStateEntryVisibility");
        ty.filter(|it| enums::info(*it).values.iter().any(|it| it.1 == 0))
            .map_or_else(|| "Public".into(), |it| Value::enumeration(it, 0))
    }
}

impl Native for VariableObject {
    fn get_member(&self, _context: &mut dyn Context, _this: &Value, name: &str) -> Option<Result<Value>> {
        let variable = &self.0;
        let value = match name.to_ascii_lowercase().as_str() {
            "name" => variable.name.clone().into(),
            "description" => variable.description.snapshot().into(),
            "value" => variable.get(),
            "visibility" => Self::visibility(),
            "module" => Value::NULL,
            "modulename" => variable.module.snapshot().into(),
            "options" => {
                Value::enumeration(well_known::SCOPED_ITEM_OPTIONS.ty(), i64::from(variable.options()))
            }
            "attributes" => Value::array(variable.constraint().map(|it| it.attributes()).unwrap_or_default()),
            _ => return None,
        };
        Some(Ok(value))
    }

    fn set_member(
        &self,
        context: &mut dyn Context,
        _this: &Value,
        name: &str,
        to: &Value,
    ) -> Option<Result<()>> {
        match name.to_ascii_lowercase().as_str() {
            "value" => Some(match Session::of(context) {
                Some(session) => session.assign_cell(&self.0, to.clone()),
                None => Err(Fault::not_supported("variables outside of a session").into()),
            }),
            "description" => {
                let text = psp_value::convert::to_text(context, to);
                Some(text.map(|it| self.0.description.with(|own: &mut Str| *own = it)))
            }
            "options" => {
                let converted =
                    psp_value::convert::convert(context, to, well_known::SCOPED_ITEM_OPTIONS.ty());
                Some(converted.map(|it| {
                    if let psp_value::View::Enum(_, bits) = it.view() {
                        self.0.set_options(bits as u8);
                    }
                }))
            }
            _ => None,
        }
    }

    fn member_names(&self) -> Vec<String> {
        NAMES.map(str::to_owned).into()
    }
}
