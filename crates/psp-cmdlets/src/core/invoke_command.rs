//! `Invoke-Command`: a script block in this session; psp has no remoting.

use crate::{
    block::{self, has_input},
    fault,
};
use psp_derive::Cmdlet;
use psp_runtime::{Cmdlet, ScriptBlock, Shell, Switch};
use psp_value::{BlockCall, Result, Value};

/// Runs a script block with arguments and pipeline input. Other computers and sessions are not supported.
///
/// ```powershell
/// Invoke-Command { param($a) $a * 2 } -ArgumentList 21
/// 1..3 | Invoke-Command { $input | Measure-Object }
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Invoke-Command", default_set = "InProcess")]
pub(super) struct InvokeCommand {
    /// Not supported: sessions on other computers.
    #[param(
        set = "FilePathRunspace",
        position = 0,
        ty = "System.Management.Automation.Runspaces.PSSession[]",
        validate_not_null_or_empty
    )]
    #[param(set = "Session", position = 0)]
    session: Value,
    /// Not supported: other computers.
    #[param(set = "ComputerName", position = 0, alias = "Cn", validate_not_null_or_empty)]
    #[param(set = "FilePathComputerName", position = 0)]
    computer_name: Vec<String>,
    /// Not supported: other computers.
    #[param(set = "FilePathSSHHost", mandatory, validate_not_null_or_empty)]
    #[param(set = "SSHHost", mandatory)]
    host_name: Vec<String>,
    /// Not supported: the user on other computers.
    #[param(set = "FilePathSSHHost", validate_not_null_or_empty)]
    #[param(set = "SSHHost")]
    user_name: Option<String>,
    /// Not supported: the key for other computers.
    #[param(set = "FilePathSSHHost", alias = "IdentityFilePath", validate_not_null_or_empty)]
    #[param(set = "SSHHost")]
    key_file_path: Option<String>,
    /// Not supported: the user on other computers.
    #[param(set = "ComputerName", by_name, ty = "System.Management.Automation.PSCredential")]
    #[param(set = "FilePathComputerName", by_name)]
    #[param(set = "FilePathUri", by_name)]
    #[param(set = "FilePathVMId", mandatory, by_name)]
    #[param(set = "FilePathVMName", mandatory, by_name)]
    #[param(set = "Uri", by_name)]
    #[param(set = "VMId", mandatory, by_name)]
    #[param(set = "VMName", mandatory, by_name)]
    credential: Value,
    /// Not supported: the port of other computers.
    #[param(set = "ComputerName", validate_range(1, 65_535))]
    #[param(set = "FilePathComputerName")]
    #[param(set = "SSHHost")]
    port: Option<i32>,
    /// Not supported: how many computers at once.
    #[param(set = "ComputerName")]
    #[param(set = "ContainerId")]
    #[param(set = "FilePathComputerName")]
    #[param(set = "FilePathContainerId")]
    #[param(set = "FilePathRunspace")]
    #[param(set = "FilePathUri")]
    #[param(set = "FilePathVMId")]
    #[param(set = "FilePathVMName")]
    #[param(set = "Session")]
    #[param(set = "Uri")]
    #[param(set = "VMId")]
    #[param(set = "VMName")]
    throttle_limit: Option<i32>,
    /// Not supported: runs in the background.
    #[param(set = "ComputerName")]
    #[param(set = "ContainerId")]
    #[param(set = "FilePathComputerName")]
    #[param(set = "FilePathContainerId")]
    #[param(set = "FilePathRunspace")]
    #[param(set = "FilePathSSHHost")]
    #[param(set = "FilePathSSHHostHash")]
    #[param(set = "FilePathUri")]
    #[param(set = "FilePathVMId")]
    #[param(set = "FilePathVMName")]
    #[param(set = "Session")]
    #[param(set = "SSHHost")]
    #[param(set = "SSHHostHashParam")]
    #[param(set = "Uri")]
    #[param(set = "VMId")]
    #[param(set = "VMName")]
    as_job: Switch,
    /// Not supported: the name of the job.
    #[param(set = "ComputerName")]
    #[param(set = "ContainerId")]
    #[param(set = "FilePathComputerName")]
    #[param(set = "FilePathContainerId")]
    #[param(set = "FilePathRunspace")]
    #[param(set = "FilePathUri")]
    #[param(set = "Session")]
    #[param(set = "SSHHost")]
    #[param(set = "SSHHostHashParam")]
    #[param(set = "Uri")]
    job_name: Option<String>,
    /// Not supported: a script to run on other computers.
    #[param(set = "FilePathComputerName", position = 1, mandatory, alias = "PSPath", validate_not_null)]
    #[param(set = "FilePathContainerId", position = 1, mandatory)]
    #[param(set = "FilePathRunspace", position = 1, mandatory)]
    #[param(set = "FilePathSSHHost", mandatory)]
    #[param(set = "FilePathSSHHostHash", mandatory)]
    #[param(set = "FilePathUri", position = 1, mandatory)]
    #[param(set = "FilePathVMId", position = 1, mandatory)]
    #[param(set = "FilePathVMName", position = 1, mandatory)]
    file_path: Option<String>,
    /// Not supported: leaves the computer's name out.
    #[param(set = "ComputerName", alias = "HCN")]
    #[param(set = "ContainerId")]
    #[param(set = "FilePathComputerName")]
    #[param(set = "FilePathContainerId")]
    #[param(set = "FilePathRunspace")]
    #[param(set = "FilePathSSHHost")]
    #[param(set = "FilePathSSHHostHash")]
    #[param(set = "FilePathUri")]
    #[param(set = "FilePathVMId")]
    #[param(set = "FilePathVMName")]
    #[param(set = "Session")]
    #[param(set = "SSHHost")]
    #[param(set = "SSHHostHashParam")]
    #[param(set = "Uri")]
    #[param(set = "VMId")]
    #[param(set = "VMName")]
    hide_computer_name: Switch,
    /// The block to run.
    #[param(set = "ComputerName", position = 1, mandatory, alias = "Command", validate_not_null)]
    #[param(set = "ContainerId", position = 1, mandatory)]
    #[param(set = "InProcess", position = 0, mandatory)]
    #[param(set = "Session", position = 1, mandatory)]
    #[param(set = "SSHHost", position = 1, mandatory)]
    #[param(set = "SSHHostHashParam", position = 1, mandatory)]
    #[param(set = "Uri", position = 1, mandatory)]
    #[param(set = "VMId", position = 1, mandatory)]
    #[param(set = "VMName", position = 1, mandatory)]
    script_block: Option<ScriptBlock>,
    /// Runs in the calling scope instead of a new one.
    #[param(set = "InProcess")]
    no_new_scope: Switch,
    /// Pipeline input: `$input` of the block.
    #[param(pipeline)]
    input_object: Value,
    /// Arguments of the block.
    #[param(alias = "Args")]
    argument_list: Vec<Value>,

    input: Vec<Value>,
}

impl Cmdlet for InvokeCommand {
    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        fault::refuse(
            shell,
            &[
                "Session",
                "ComputerName",
                "HostName",
                "UserName",
                "KeyFilePath",
                "Credential",
                "Port",
                "FilePath",
                "AsJob",
            ],
        )
    }

    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        if has_input(shell) {
            self.input.push(std::mem::take(&mut self.input_object));
        }
        Ok(())
    }

    fn end(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let Some(script) = self.script_block.take() else { return Ok(()) };
        let input = std::mem::take(&mut self.input);
        let call = BlockCall {
            arguments: &self.argument_list,
            input: (!input.is_empty()).then_some(input),
            in_callers_scope: self.no_new_scope.0,
            ..BlockCall::default()
        };
        block::run(shell, &script, call)
    }
}
