//! `New-Module`: a module out of a script block.

use psp_derive::Cmdlet;
use psp_runtime::{
    Cmdlet, ScriptBlock, Shell, Switch,
    code::block_code,
    module::{self, ImportOptions, Loader},
};
use psp_value::{Fault, Result, Value};

/// Makes a module of a script block and imports what it exports.
///
/// ```powershell
/// $counter = New-Module { $n = 0; function Step { $script:n++; $n } } -AsCustomObject
/// $counter.Step()
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("New-Module", default_set = "ScriptBlock", output = "System.Management.Automation.PSModuleInfo")]
pub(in crate::core) struct NewModule {
    /// The module's name; one is made up without it.
    #[param(set = "Name", position = 0, mandatory, pipeline)]
    name: Option<String>,
    /// The module's body.
    #[param(set = "Name", position = 1, mandatory, validate_not_null)]
    #[param(set = "ScriptBlock", position = 0, mandatory)]
    script_block: Option<ScriptBlock>,
    /// Functions to export; wildcards are allowed.
    #[param(validate_not_null)]
    function: Option<Vec<String>>,
    /// Built-in commands to export; there are none in a script block.
    #[param(validate_not_null)]
    cmdlet: Option<Vec<String>>,
    /// Gives what the body writes instead of the module.
    #[param]
    return_result: Switch,
    /// Gives an object with the exports as members, and imports nothing.
    #[param]
    as_custom_object: Switch,
    /// Arguments of the body.
    #[param(rest, alias = "Args")]
    argument_list: Vec<Value>,
}

impl Cmdlet for NewModule {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let Some(code) = self.script_block.as_ref().and_then(ScriptBlock::block).and_then(block_code) else {
            return Err(Fault::argument_null("scriptBlock").into());
        };
        let options = ImportOptions {
            functions: self.function.clone(),
            arguments: self.argument_list.clone(),
            disable_name_checking: true,
            ..ImportOptions::default()
        };
        let stage = shell.stage;
        let mut loader = Loader::new(shell.session, Some(stage), &options);
        let made = loader.make_dynamic(self.name.as_deref(), &code)?;
        if self.as_custom_object.0 {
            let object = shell.session.module_as_object(&made.module);
            return shell.write(object);
        }
        loader.import_dynamic(&made.module)?;
        if self.return_result.0 {
            return made.output.into_iter().try_for_each(|it| shell.write(it));
        }
        shell.write(module::value(&made.module))
    }
}
