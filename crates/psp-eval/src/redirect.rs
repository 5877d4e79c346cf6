//! Redirections of a stage.

use crate::vm::Vm;
use psp_ir::{RedirectTo, Redirection};
use psp_runtime::{Out, Redirects, pipeline::StreamTarget};
use psp_value::{Result, convert};

/// Where a stage's streams go, and the files that were opened for it.
pub(crate) struct Redirected {
    pub(crate) out: Out,
    pub(crate) redirects: Redirects,
    pub(crate) files: Vec<u32>,
}

impl Vm<'_> {
    /// Applies redirections to a stage whose output would go to `out`.
    pub(crate) fn redirect(&mut self, rows: &[Redirection], out: Out) -> Result<Redirected> {
        let mut result = Redirected { out, redirects: self.session.redirects, files: Vec::new() };
        for row in rows {
            match &row.to {
                RedirectTo::Null => set(&mut result, row.from, Out::NULL, StreamTarget::Null),
                RedirectTo::File { reg, append } => {
                    let name = self.fetch(*reg)?;
                    if name.is_null() {
                        set(&mut result, row.from, Out::NULL, StreamTarget::Null);
                        continue;
                    }
                    let name = convert::to_text(self.session, &name)?;
                    let open = self.session.engine().open_file;
                    let writer = open(self.session, &name.text(), *append)?;
                    let file = self.session.add_file(writer);
                    result.files.push(file);
                    set(&mut result, row.from, Out::file(file), StreamTarget::File(file));
                }
                RedirectTo::Stream(_) => {
                    let target = StreamTarget::Merge(result.out);
                    if row.from == 0 {
                        result.redirects.0 = [target; 5];
                    } else if let Some(slot) = stream_slot(&mut result.redirects, row.from) {
                        *slot = target;
                    }
                }
            }
        }
        Ok(result)
    }
}

fn set(result: &mut Redirected, from: u8, out: Out, target: StreamTarget) {
    match from {
        0 => {
            result.out = out;
            result.redirects.0 = [target; 5];
        }
        1 => result.out = out,
        _ => {
            if let Some(slot) = stream_slot(&mut result.redirects, from) {
                *slot = target;
            }
        }
    }
}

fn stream_slot(redirects: &mut Redirects, stream: u8) -> Option<&mut StreamTarget> {
    redirects.0.get_mut((stream as usize).checked_sub(2)?)
}
