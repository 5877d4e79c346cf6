//! `Get-FileHash` and `New-TemporaryFile`

use crate::{path, record::Record};
use md5::Digest as _;
use psp_derive::Cmdlet;
use psp_host::OpenOptions;
use psp_runtime::{Cmdlet, Shell};
use psp_value::{Context, ErrorCategory, Fault, Result, Str, Value, View, member};
use std::path::Path;

/// Gives the checksum of files.
///
/// ```powershell
/// 'hello' | Out-File ./hello.txt; (Get-FileHash ./hello.txt -Algorithm MD5).Hash
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("Get-FileHash", default_set = "Path", output = "Microsoft.PowerShell.Commands.FileHashInfo")]
pub(super) struct GetFileHash {
    /// Files; wildcards are allowed.
    #[param(set = "Path", position = 0, mandatory, pipeline, by_name)]
    path: Vec<String>,
    /// Files; the paths are taken as they are.
    #[param(set = "LiteralPath", position = 0, mandatory, by_name, alias = "PSPath,LP")]
    literal_path: Vec<String>,
    /// A stream to read instead of files.
    #[param(set = "StreamParameterSet", position = 0, mandatory, ty = "System.IO.Stream")]
    input_stream: Value,
    /// `SHA256` unless given, or `SHA1`, `SHA384`, `SHA512`, `MD5`.
    #[param(position = 1, validate_set("SHA1", "SHA256", "SHA384", "SHA512", "MD5"))]
    algorithm: Option<String>,
}

/// Makes an empty file in the directory for temporary files.
///
/// ```powershell
/// $file = New-TemporaryFile
/// Remove-Item $file
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet("New-TemporaryFile", should_process, output = "System.IO.FileInfo")]
pub(super) struct NewTemporaryFile {}

impl Cmdlet for GetFileHash {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let algorithm = self.algorithm.clone().unwrap_or_else(|| "SHA256".to_owned()).to_uppercase();
        if !self.input_stream.is_null() {
            let bytes = stream_bytes(shell, &self.input_stream)?;
            return write_hash(shell, &algorithm, &bytes, Value::NULL);
        }
        let mut files: Vec<_> = Vec::new();
        for name in &self.path {
            let found = path::expand(shell.session, name);
            files.extend(found.into_iter().map(|it| (it, name)));
        }
        files.extend(self.literal_path.iter().map(|it| (path::absolute(shell.session, it), it)));
        for (file, given) in files {
            let system = shell.engine().system.clone();
            if system.is_directory(&file) {
                continue;
            }
            match system.read(&file) {
                Ok(bytes) => write_hash(shell, &algorithm, &bytes, file.display().to_string().into())?,
                Err(_) if !system.exists(&file) => {
                    shell.write_error(
                        path::not_found(&file).id("FileNotFound").target(given.as_str()).into_record(),
                    )?;
                }
                Err(_) => shell.write_error(unreadable(&file).into_record())?,
            }
        }
        Ok(())
    }
}

fn unreadable(file: &Path) -> Fault {
    Fault::new(
        "System.IO.IOException",
        format!("The file '{}' cannot be read: it is used by another process.", file.display()),
    )
    .id("UnauthorizedAccessError")
    .category(ErrorCategory::ReadError)
    .target(file.display().to_string().as_str())
}

/// All bytes of a stream, read through its own methods.
fn stream_bytes(shell: &mut Shell<'_>, stream: &Value) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    loop {
        let next = member::invoke(shell.session, stream, &Str::new("ReadByte"), Vec::new(), &[])?;
        match next.unboxed().view() {
            View::Int32(byte) if byte >= 0 => bytes.push(byte as u8),
            _ => return Ok(bytes),
        }
    }
}

fn write_hash(shell: &mut Shell<'_>, algorithm: &str, bytes: &[u8], file: Value) -> Result<()> {
    let digest: Vec<u8> = match algorithm {
        "MD5" => md5::Md5::digest(bytes).to_vec(),
        "SHA1" => sha1::Sha1::digest(bytes).to_vec(),
        "SHA384" => sha2::Sha384::digest(bytes).to_vec(),
        "SHA512" => sha2::Sha512::digest(bytes).to_vec(),
        _ => sha2::Sha256::digest(bytes).to_vec(),
    };
    let mut hash = String::with_capacity(digest.len() * 2);
    for byte in digest {
        for digit in [byte >> 4, byte & 15] {
            hash.extend(char::from_digit(u32::from(digit), 16).map(|it| it.to_ascii_uppercase()));
        }
    }
    let values = vec![algorithm.into(), hash.into(), file];
    shell.write(Record::value(
        "Microsoft.PowerShell.Commands.FileHashInfo",
        &["Algorithm", "Hash", "Path"],
        values,
    ))
}

impl Cmdlet for NewTemporaryFile {
    fn end(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let system = shell.engine().system.clone();
        let directory = system.temp_directory();
        if !shell.should_process(&directory.display().to_string(), "New-TemporaryFile")? {
            return Ok(());
        }
        for _ in 0..64 {
            let mut chance = [0; 6];
            system.random(&mut chance).map_err(|it| Fault::new("System.IO.IOException", it.to_string()))?;
            const LETTERS: &[u8; 36] = b"abcdefghijklmnopqrstuvwxyz0123456789";
            let name: String = chance.iter().map(|it| char::from(LETTERS[usize::from(*it) % 36])).collect();
            let file = directory.join(format!("tmp{name}.tmp"));
            if system.open(&file, OpenOptions::CREATE_NEW).is_ok() {
                let text = Value::from(file.display().to_string());
                let made = match shell.find_type("System.IO.FileInfo") {
                    Some(ty) => member::construct(shell.session, ty, vec![text])?,
                    None => text,
                };
                return shell.write(made);
            }
        }
        let message = format!("Could not make a file in '{}'.", directory.display());
        let fault = Fault::new("System.IO.IOException", message).id("NewTemporaryFileWriteError");
        shell.write_error(fault.category(ErrorCategory::WriteError).into_record())
    }
}
