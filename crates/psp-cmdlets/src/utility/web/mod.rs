//! `Invoke-WebRequest` and `Invoke-RestMethod`.

mod body;
mod html;
mod parameters;
mod request;
mod response;
mod rest;
mod send;
mod session;

pub(crate) use html::ELEMENTS_TYPE;
pub(crate) use response::WebResponse;
pub(crate) use session::WebRequestSession;

use parameters::{Parameters, web_command};
use psp_derive::Cmdlet;
use psp_runtime::{Cmdlet, DictionaryArgument, Shell, Switch};
use psp_value::{Result, Value};

web_command! {
    /// Fetches something over HTTP, and tells how the server answered.
    ///
    /// ```powershell
    /// Get-Help Invoke-WebRequest
    /// ```
    "Invoke-WebRequest", "Microsoft.PowerShell.Commands.BasicHtmlWebResponseObject", InvokeWebRequest {}
}

web_command! {
    /// Asks a web service, and turns its JSON or XML into objects.
    ///
    /// ```powershell
    /// Get-Help Invoke-RestMethod
    /// ```
    "Invoke-RestMethod", "System.Object", InvokeRestMethod {
        /// Follows links to the next page.
        #[param(alias = "FL")]
        follow_rel_link: Switch,
        /// How many links are followed.
        #[param(alias = "ML", validate_range(1, 2_147_483_647))]
        maximum_follow_rel_link: Option<i32>,
        /// The variable that takes the response's headers.
        #[param(alias = "RHV")]
        response_headers_variable: Option<String>,
        /// The variable that takes the response's status.
        #[param]
        status_code_variable: Option<String>,
    }
}

impl Cmdlet for InvokeWebRequest {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let mut parameters = self.parameters();
        send::run(shell, &mut parameters, None)
    }
}

impl Cmdlet for InvokeRestMethod {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let mut parameters = self.parameters();
        let rest = rest::Rest {
            pages: if *self.follow_rel_link {
                self.maximum_follow_rel_link.map_or(usize::MAX, |it| it as usize)
            } else {
                0
            },
            headers_variable: self.response_headers_variable.take(),
            status_variable: self.status_code_variable.take(),
        };
        send::run(shell, &mut parameters, Some(rest))
    }
}
