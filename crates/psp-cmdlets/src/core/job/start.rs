//! `Start-Job`

use crate::{fault::refuse, utility::clixml};
use psp_derive::Cmdlet;
use psp_ir::Block;
use psp_runtime::{
    Cmdlet, ScriptBlock, Session, Shell, Switch,
    code::block_code,
    job::{Job, Kind, Throttle, Work},
    parallel::undefined_using,
};
use psp_value::{Fault, Result, Str, Value};
use std::{collections::HashMap, path::Path, sync::Arc};

/// Runs a script block in the background. It gets copies of what it is given, and what it writes arrives as copies.
///
/// ```powershell
/// Start-Job { 6 * 7 } | Receive-Job -Wait -AutoRemoveJob    # => 42
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Start-Job", default_set = "ComputerName", output = "System.Management.Automation.PSRemotingJob")]
pub(crate) struct StartJob {
    /// Not supported: jobs of other modules.
    #[param(set = "DefinitionName", position = 0, mandatory, validate_not_null_or_empty)]
    definition_name: Option<String>,
    /// Not supported: jobs of other modules.
    #[param(set = "DefinitionName", position = 1, validate_not_null_or_empty)]
    definition_path: Option<String>,
    /// Not supported: jobs of other modules.
    #[param(set = "DefinitionName", position = 2, name = "Type", validate_not_null_or_empty)]
    job_type: Option<String>,
    /// The job's name.
    #[param(set = "ComputerName", by_name)]
    #[param(set = "FilePathComputerName", by_name)]
    #[param(set = "LiteralFilePathComputerName", by_name)]
    name: Option<String>,
    /// The block to run.
    #[param(set = "ComputerName", position = 0, mandatory, alias = "Command")]
    script_block: Option<ScriptBlock>,
    /// Not supported: another user.
    #[param(set = "ComputerName")]
    #[param(set = "FilePathComputerName")]
    #[param(set = "LiteralFilePathComputerName")]
    credential: Value,
    /// The script file to run.
    #[param(set = "FilePathComputerName", position = 0, mandatory)]
    file_path: Option<String>,
    /// The script file to run; the path is taken as it is.
    #[param(set = "LiteralFilePathComputerName", mandatory, alias = "PSPath,LP")]
    literal_path: Option<String>,
    /// Not supported: how another user proves who he is.
    #[param(set = "ComputerName")]
    #[param(set = "FilePathComputerName")]
    #[param(set = "LiteralFilePathComputerName")]
    authentication: Value,
    /// Runs before the block.
    #[param(set = "ComputerName", position = 1)]
    #[param(set = "FilePathComputerName", position = 1)]
    #[param(set = "LiteralFilePathComputerName", position = 1)]
    initialization_script: Option<ScriptBlock>,
    /// Where it starts; the current location unless given.
    #[param]
    working_directory: Option<String>,
    /// Not supported: a process of 32 bits.
    #[param(set = "ComputerName")]
    #[param(set = "FilePathComputerName")]
    #[param(set = "LiteralFilePathComputerName")]
    run_as32: Switch,
    /// Not supported: another version.
    #[param(set = "ComputerName", name = "PSVersion")]
    #[param(set = "FilePathComputerName")]
    #[param(set = "LiteralFilePathComputerName")]
    ps_version: Value,
    /// What `$input` gives.
    #[param(set = "ComputerName", pipeline)]
    #[param(set = "FilePathComputerName", pipeline)]
    #[param(set = "LiteralFilePathComputerName", pipeline)]
    input_object: Option<Value>,
    /// The block's arguments.
    #[param(set = "ComputerName", alias = "Args")]
    #[param(set = "FilePathComputerName")]
    #[param(set = "LiteralFilePathComputerName")]
    argument_list: Vec<Value>,

    input: Vec<Value>,
}

impl Cmdlet for StartJob {
    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let not_done = [
            "DefinitionName",
            "DefinitionPath",
            "Type",
            "Credential",
            "Authentication",
            "RunAs32",
            "PSVersion",
        ];
        refuse(shell, &not_done)
    }

    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        if let Some(value) = self.input_object.take() {
            self.input.push(copy(shell.session, &value)?);
        }
        Ok(())
    }

    fn end(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let path = self.file_path.as_deref().or(self.literal_path.as_deref());
        let Some(block) = file_or_block(shell, path, self.script_block.as_ref())? else {
            return Err(Fault::argument_null("scriptBlock").into());
        };
        let usings =
            shell.using_values(&block, |using, it| it.is_nothing().then(|| undefined_using(using)))?;
        let mut copied = HashMap::new();
        for (key, value) in usings.iter() {
            copied.insert(key.clone(), copy(shell.session, value)?);
        }
        let arguments = std::mem::take(&mut self.argument_list);
        let arguments = arguments.iter().map(|it| copy(shell.session, it)).collect::<Result<_>>()?;
        let name = self.name.take().map(|it| Str::new(&it));
        let job = Job::new(Kind::Background, name, block.text().into());
        let child = Job::new(Kind::BackgroundChild, None, block.text().into());
        let work = Work {
            initialization: initialization(shell, self.initialization_script.as_ref())?,
            block: shell.session.block_alone(&block)?,
            usings: Arc::new(copied),
            arguments,
            input: std::mem::take(&mut self.input),
            under: None,
            location: self.location(shell)?,
            copies: Some(copy),
        };
        job.adopt(&child);
        job.begin(shell.now());
        Throttle::new(1).submit(shell.engine(), &child, work);
        let value = job.value();
        shell.session.jobs().add(value.clone());
        shell.write(value)
    }
}

impl StartJob {
    fn location(&self, shell: &mut Shell<'_>) -> Result<String> {
        let Some(given) = &self.working_directory else { return Ok(shell.file_location().to_owned()) };
        let place = psp_providers::locate(shell.session, given)?.path();
        if shell.engine().system.is_directory(Path::new(&place)) {
            return Ok(place);
        }
        let message = format!("Cannot find path '{place}' because it does not exist.");
        Err(Fault::new("System.IO.DirectoryNotFoundException", message)
            .id("DirectoryNotFoundException")
            .into())
    }
}

/// The code of a script file or of a block.
pub(crate) fn file_or_block(
    shell: &mut Shell<'_>,
    path: Option<&str>,
    block: Option<&ScriptBlock>,
) -> Result<Option<Arc<Block>>> {
    match path {
        Some(path) => {
            let place = psp_providers::locate(shell.session, path)?.path();
            shell.session.compile_file(&place).map(Some)
        }
        None => Ok(block.and_then(ScriptBlock::block).and_then(block_code)),
    }
}

/// What runs before a job's block.
pub(crate) fn initialization(
    shell: &mut Shell<'_>,
    block: Option<&ScriptBlock>,
) -> Result<Option<Arc<Block>>> {
    let code = block.and_then(ScriptBlock::block).and_then(block_code);
    code.map(|it| shell.session.block_alone(&it)).transpose()
}

/// The copy of an object that another process would get: plain values stay, others keep their properties only.
fn copy(session: &mut Session, value: &Value) -> Result<Value> {
    if value.as_object().is_none() && !value.is_nothing() {
        return Ok(value.clone());
    }
    clixml::copy(session, value)
}
