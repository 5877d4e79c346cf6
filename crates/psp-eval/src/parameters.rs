//! Where the binder puts what it binds: the fields of a built-in command, the variables of a script.

use psp_ir::Reg;
use psp_runtime::{
    FrameId, Session, Signature, binder::ParameterSink, cmdlet::Instance, types::runtime_parameter::give,
};
use psp_value::{Result, Value};
use std::sync::Arc;

/// The fields of a built-in command take the values.
pub(crate) struct CmdletSink<'a>(pub(crate) &'a mut dyn Instance);

impl ParameterSink for CmdletSink<'_> {
    fn assign(&mut self, session: &mut Session, index: usize, value: Value) -> Result<()> {
        self.0.assign(index, value, session)
    }

    fn reset(&mut self, _session: &mut Session, index: usize) -> Result<()> {
        self.0.reset(index);
        Ok(())
    }
}

/// The parameters of a script take the values: slots of its frame, or variables by name.
pub(crate) struct ScriptSink {
    pub(crate) frame: FrameId,
    pub(crate) signature: Arc<Signature>,
}

impl ParameterSink for ScriptSink {
    fn assign(&mut self, session: &mut Session, index: usize, value: Value) -> Result<()> {
        if let Some(object) = &self.signature.params[index].dynamic {
            give(object, value);
            return Ok(());
        }
        let frame = session.frame(self.frame);
        if frame.scope != self.frame {
            let (scope, name) = (frame.scope, self.signature.params[index].symbol);
            return session.write_variable(name, scope, value);
        }
        if let Some(cell) = frame.get(index as Reg).as_cell().cloned() {
            cell.put(value);
            return Ok(());
        }
        let constraint = self.signature.params[index].constraint.clone();
        let value = match constraint {
            Some(constraint) => {
                let name = self.signature.params[index].name.clone();
                let variable = psp_value::Variable::new(name, value).with_constraint(constraint);
                Value::cell(psp_value::Ref::new(variable))
            }
            None => value,
        };
        *session.frame_mut(self.frame).get_mut(index as Reg) = value;
        Ok(())
    }

    fn extend(&mut self, signature: &Arc<Signature>) {
        self.signature = signature.clone();
    }

    fn reset(&mut self, session: &mut Session, index: usize) -> Result<()> {
        if self.signature.params[index].dynamic.is_some() {
            return Ok(());
        }
        let frame = session.frame_mut(self.frame);
        if frame.scope == self.frame {
            *frame.get_mut(index as Reg) = Value::NULL;
        }
        Ok(())
    }

    fn current(&mut self, session: &mut Session, index: usize) -> Option<Value> {
        let frame = session.frame(self.frame);
        if frame.scope != self.frame || self.signature.params[index].dynamic.is_some() {
            return None;
        }
        let held = frame.get(index as Reg);
        let value = held.as_cell().map_or_else(|| held.clone(), |it| it.get());
        (!value.is_unset()).then_some(value)
    }
}
