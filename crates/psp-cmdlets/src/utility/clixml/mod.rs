//! `Export-Clixml`, `Import-Clixml`, `ConvertTo-CliXml`, `ConvertFrom-CliXml`: objects as XML that keeps their types.

mod escape;
mod read;
mod serializer;
mod tree;
mod write;

use crate::{
    encoding::TextEncoding,
    path::{self, open_failure},
    utility::out_file::exists,
};
use psp_derive::Cmdlet;
use psp_runtime::{Cmdlet, Shell, Switch};
use psp_value::{Context, Fault, Interrupt, Result, Value, View};
pub(crate) use serializer::PsSerializer;
use std::path::PathBuf;
use write::Writer;

/// Writes objects into a file so that `Import-Clixml` can bring them back.
///
/// ```powershell
/// @{ a = 1 } | Export-Clixml ./table.xml; (Import-Clixml ./table.xml).a
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Export-Clixml", default_set = "ByPath", should_process)]
pub(crate) struct ExportClixml {
    /// How deep objects inside each other are kept; 2 unless given.
    #[param(validate_range(1, 2_147_483_647))]
    depth: Option<i32>,
    /// The file.
    #[param(set = "ByPath", position = 0, mandatory)]
    path: Option<String>,
    /// The file; the path is taken as it is.
    #[param(set = "ByLiteralPath", mandatory, alias = "PSPath,LP")]
    literal_path: Option<String>,
    /// The object.
    #[param(mandatory, pipeline, allow_null)]
    input_object: Value,
    /// Writes read-only files too.
    #[param]
    force: Switch,
    /// Fails when the file exists.
    #[param(alias = "NoOverwrite")]
    no_clobber: Switch,
    /// How text becomes bytes; `utf8NoBOM` unless given.
    #[param(validate_not_null_or_empty)]
    encoding: Option<TextEncoding>,

    objects: Vec<Value>,
}

/// Reads objects that `Export-Clixml` wrote.
///
/// ```powershell
/// 1..3 | Export-Clixml ./numbers.xml; Import-Clixml ./numbers.xml
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Import-Clixml", default_set = "ByPath")]
pub(crate) struct ImportClixml {
    /// The files; wildcards are allowed.
    #[param(set = "ByPath", position = 0, mandatory, pipeline, by_name)]
    path: Vec<String>,
    /// The files; the paths are taken as they are.
    #[param(set = "ByLiteralPath", mandatory, by_name, alias = "PSPath,LP")]
    literal_path: Vec<String>,
    /// Not supported.
    #[param]
    include_total_count: Switch,
    /// How many objects to leave out.
    #[param(ty = "System.UInt64")]
    skip: Value,
    /// How many objects at most.
    #[param(ty = "System.UInt64")]
    first: Value,
}

/// Turns objects into XML text that keeps their types.
///
/// ```powershell
/// (@{ k = 2 } | ConvertTo-CliXml | ConvertFrom-CliXml).k
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("ConvertTo-CliXml", class = "ConvertToClixmlCommand", output = "System.String")]
pub(crate) struct ConvertToCliXml {
    /// The object.
    #[param(position = 0, mandatory, pipeline)]
    input_object: Value,
    /// How deep objects inside each other are kept; 2 unless given.
    #[param(validate_range(1, 2_147_483_647))]
    depth: Option<i32>,

    objects: Vec<Value>,
}

/// Turns XML text of `ConvertTo-CliXml` into objects.
///
/// ```powershell
/// 'text' | ConvertTo-CliXml | ConvertFrom-CliXml
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("ConvertFrom-CliXml", class = "ConvertFromClixmlCommand")]
pub(crate) struct ConvertFromCliXml {
    /// The text.
    #[param(position = 0, mandatory, pipeline)]
    input_object: Option<String>,
}

/// How deep objects inside each other are copied.
const COPIED: i32 = 1;

/// The copy that another process would get.
pub(crate) fn copy(context: &mut dyn Context, value: &Value) -> Result<Value> {
    let text = text(context, std::slice::from_ref(value), COPIED)?;
    Ok(objects(context, &text)?.pop().unwrap_or_default())
}

fn text(context: &mut dyn Context, objects: &[Value], depth: i32) -> Result<String> {
    let mut writer = Writer::new(context);
    for object in objects {
        writer.object(object, None, depth)?;
    }
    Ok(writer.finish())
}

fn objects(context: &mut dyn Context, text: &str) -> Result<Vec<Value>> {
    read::document(context, text).map_err(|message| -> Interrupt {
        Fault::new("System.Xml.XmlException", message).id("System.Xml.XmlException").into()
    })
}

impl Cmdlet for ExportClixml {
    fn process(&mut self, _shell: &mut Shell<'_>) -> Result<()> {
        self.objects.push(std::mem::take(&mut self.input_object));
        Ok(())
    }

    fn end(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let Some(given) = self.path.as_deref().or(self.literal_path.as_deref()) else { return Ok(()) };
        let file = path::absolute(shell.session, given);
        let shown = file.display().to_string();
        if !shell.should_process(&shown, "Export-Clixml")? {
            return Ok(());
        }
        let system = shell.engine().system.clone();
        if self.no_clobber.0 && system.exists(&file) {
            return Err(exists(&shown).into());
        }
        if self.force.0 && system.metadata(&file).is_ok_and(|it| it.is_readonly()) {
            // What cannot be changed fails when it is written.
            let _ = system.set_readonly(&file, false);
        }
        let text = text(shell.session, &std::mem::take(&mut self.objects), self.depth.unwrap_or(2))?;
        let encoding = self.encoding.unwrap_or_default();
        let mut bytes = encoding.start().to_vec();
        bytes.extend(encoding.encoding.encode(&text));
        system.write(&file, &bytes).map_err(|it| open_failure(shell.session, &file, &it))?;
        Ok(())
    }
}

fn count(value: &Value) -> Option<usize> {
    match value.unboxed().view() {
        View::UInt64(it) => usize::try_from(it).ok(),
        View::Int64(it) => usize::try_from(it).ok(),
        View::Int32(it) => usize::try_from(it).ok(),
        _ => None,
    }
}

impl Cmdlet for ImportClixml {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        crate::fault::refuse(shell, &["IncludeTotalCount"])?;
        let mut files: Vec<PathBuf> = Vec::new();
        for name in &self.path {
            files.extend(path::expand(shell.session, name));
        }
        files.extend(self.literal_path.iter().map(|it| path::absolute(shell.session, it)));
        let system = shell.engine().system.clone();
        for file in files {
            let bytes = system.read(&file).map_err(|it| open_failure(shell.session, &file, &it))?;
            let objects = objects(shell.session, &TextEncoding::default().decode(&bytes))?;
            let skipped = objects.into_iter().skip(count(&self.skip).unwrap_or(0));
            let wanted = skipped.take(count(&self.first).unwrap_or(usize::MAX));
            wanted.into_iter().try_for_each(|it| shell.write(it))?;
        }
        Ok(())
    }
}

impl Cmdlet for ConvertToCliXml {
    fn process(&mut self, _shell: &mut Shell<'_>) -> Result<()> {
        self.objects.push(std::mem::take(&mut self.input_object));
        Ok(())
    }

    fn end(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let objects = std::mem::take(&mut self.objects);
        if objects.is_empty() {
            return Ok(());
        }
        let text = text(shell.session, &objects, self.depth.unwrap_or(2))?;
        shell.write(text)
    }
}

impl Cmdlet for ConvertFromCliXml {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let Some(text) = self.input_object.take() else { return Ok(()) };
        objects(shell.session, &text)?.into_iter().try_for_each(|it| shell.write(it))
    }
}
