//! The parameters that both commands have.

use psp_runtime::{DictionaryArgument, Switch};
use psp_value::Value;

/// Declares a command of the web: the parameters of both, and its own. Each has the same fields in [`Parameters`].
macro_rules! web_command {
    ($(#[doc = $help:literal])* $name:literal, $output:literal, $command:ident { $($own:tt)* }) => {
        $(#[doc = $help])*
        #[derive(Cmdlet, Default)]
        #[cmdlet($name, default_set = "StandardMethod", output = $output)]
        pub(super) struct $command {
            /// The address.
            #[param(position = 0, mandatory, validate_not_null_or_empty, ty = "System.Uri")]
            uri: Value,
            /// `GET` unless given.
            #[param(set = "StandardMethod", ty = "Microsoft.PowerShell.Commands.WebRequestMethod")]
            #[param(set = "StandardMethodNoProxy", ty = "Microsoft.PowerShell.Commands.WebRequestMethod")]
            method: Value,
            /// Any other method.
            #[param(set = "CustomMethod", mandatory, alias = "CM", validate_not_null_or_empty)]
            #[param(set = "CustomMethodNoProxy", mandatory)]
            custom_method: Option<String>,
            /// Goes to no proxy.
            #[param(set = "CustomMethodNoProxy", mandatory)]
            #[param(set = "StandardMethodNoProxy", mandatory)]
            no_proxy: Switch,
            /// The proxy's address.
            #[param(set = "CustomMethod", ty = "System.Uri")]
            #[param(set = "StandardMethod", ty = "System.Uri")]
            proxy: Value,
            /// Who asks the proxy.
            #[param(set = "CustomMethod", ty = "System.Management.Automation.PSCredential")]
            #[param(set = "StandardMethod", ty = "System.Management.Automation.PSCredential")]
            proxy_credential: Value,
            /// Not supported: Windows' user.
            #[param(set = "CustomMethod")]
            #[param(set = "StandardMethod")]
            proxy_use_default_credentials: Switch,
            /// Changes nothing: pages are never parsed by a browser.
            #[param]
            use_basic_parsing: Switch,
            /// `1.1`, which is what psp speaks.
            #[param(ty = "System.Version")]
            http_version: Value,
            /// A session of an earlier request.
            #[param(ty = "Microsoft.PowerShell.Commands.WebRequestSession")]
            web_session: Value,
            /// The variable that takes a new session.
            #[param(alias = "SV")]
            session_variable: Option<String>,
            /// Sends secrets in the clear.
            #[param]
            allow_unencrypted_authentication: Switch,
            /// How the server learns who asks.
            #[param(ty = "Microsoft.PowerShell.Commands.WebAuthenticationType")]
            authentication: Value,
            /// Who asks.
            #[param(ty = "System.Management.Automation.PSCredential")]
            credential: Value,
            /// Not supported: Windows' user.
            #[param]
            use_default_credentials: Switch,
            /// Not supported: a certificate of Windows' store.
            #[param(validate_not_null_or_empty)]
            certificate_thumbprint: Option<String>,
            /// Not supported: a certificate of the client.
            #[param]
            certificate: Value,
            /// Takes any certificate.
            #[param]
            skip_certificate_check: Switch,
            /// Versions of TLS; psp takes the best that both sides have.
            #[param(ty = "Microsoft.PowerShell.Commands.WebSslProtocol")]
            ssl_protocol: Value,
            /// A secret that says who asks.
            #[param(ty = "System.Security.SecureString")]
            token: Value,
            /// The name of the program that asks.
            #[param]
            user_agent: Option<String>,
            /// Ends the connection after the response.
            #[param]
            disable_keep_alive: Switch,
            /// How long the response's headers may take.
            #[param(alias = "TimeoutSec", validate_range(0, 2_147_483_647))]
            connection_timeout_seconds: Option<i32>,
            /// How long each wait for more of the response may take.
            #[param(validate_range(0, 2_147_483_647))]
            operation_timeout_seconds: Option<i32>,
            /// Names and values that go with the request.
            #[param]
            headers: DictionaryArgument,
            /// Takes headers as they are.
            #[param]
            skip_header_validation: Switch,
            /// Follows from HTTPS to HTTP.
            #[param]
            allow_insecure_redirect: Switch,
            /// How many redirections are followed.
            #[param(validate_range(0, 2_147_483_647))]
            maximum_redirection: Option<i32>,
            /// How often a failed request is sent again.
            #[param(validate_range(0, 2_147_483_647))]
            maximum_retry_count: Option<i32>,
            /// Sends `Authorization` to where it is redirected.
            #[param]
            preserve_authorization_on_redirect: Switch,
            /// Seconds between two tries.
            #[param(validate_range(1, 2_147_483_647))]
            retry_interval_sec: Option<i32>,
            /// Redirections do not change the method.
            #[param]
            preserve_http_method_on_redirect: Switch,
            /// The file of a socket.
            #[param]
            unix_socket: Option<String>,
            /// What is sent.
            #[param(pipeline)]
            body: Value,
            /// What is sent as a form of several parts.
            #[param]
            form: DictionaryArgument,
            /// The kind of what is sent.
            #[param]
            content_type: Option<String>,
            /// How what is sent is framed.
            #[param(validate_set("chunked", "compress", "deflate", "gzip", "identity"))]
            transfer_encoding: Option<String>,
            /// A file that is sent.
            #[param(validate_not_null_or_empty)]
            in_file: Option<String>,
            /// The file that takes the response's body.
            #[param(validate_not_null_or_empty)]
            out_file: Option<String>,
            /// Gives the response although it goes to a file.
            #[param]
            pass_thru: Switch,
            /// Goes on with a file that is there in part.
            #[param]
            resume: Switch,
            /// A status of failure is no error.
            #[param]
            skip_http_error_check: Switch,
            $($own)*
        }

        impl $command {
            fn parameters(&self) -> Parameters {
                let _ = (
                    &self.use_basic_parsing, &self.http_version, &self.use_default_credentials,
                    &self.certificate_thumbprint, &self.certificate, &self.ssl_protocol,
                    &self.proxy_use_default_credentials, &self.no_proxy,
                );
                Parameters {
                    uri: self.uri.clone(),
                    method: self.method.clone(),
                    custom_method: self.custom_method.clone(),
                    proxy: self.proxy.clone(),
                    proxy_credential: self.proxy_credential.clone(),
                    no_proxy: self.no_proxy,
                    web_session: self.web_session.clone(),
                    session_variable: self.session_variable.clone(),
                    allow_unencrypted_authentication: self.allow_unencrypted_authentication,
                    authentication: self.authentication.clone(),
                    credential: self.credential.clone(),
                    skip_certificate_check: self.skip_certificate_check,
                    token: self.token.clone(),
                    user_agent: self.user_agent.clone(),
                    disable_keep_alive: self.disable_keep_alive,
                    connection_timeout_seconds: self.connection_timeout_seconds,
                    operation_timeout_seconds: self.operation_timeout_seconds,
                    headers: self.headers.clone(),
                    skip_header_validation: self.skip_header_validation,
                    allow_insecure_redirect: self.allow_insecure_redirect,
                    maximum_redirection: self.maximum_redirection,
                    maximum_retry_count: self.maximum_retry_count,
                    preserve_authorization_on_redirect: self.preserve_authorization_on_redirect,
                    retry_interval_sec: self.retry_interval_sec,
                    preserve_http_method_on_redirect: self.preserve_http_method_on_redirect,
                    unix_socket: self.unix_socket.clone(),
                    body: self.body.clone(),
                    form: self.form.clone(),
                    content_type: self.content_type.clone(),
                    transfer_encoding: self.transfer_encoding.clone(),
                    in_file: self.in_file.clone(),
                    out_file: self.out_file.clone(),
                    pass_thru: self.pass_thru,
                    resume: self.resume,
                    skip_http_error_check: self.skip_http_error_check,
                }
            }
        }
    };
}

pub(super) use web_command;

/// What both commands were given; the fields are the parameters.
pub(super) struct Parameters {
    pub(super) uri: Value,
    pub(super) method: Value,
    pub(super) custom_method: Option<String>,
    pub(super) proxy: Value,
    pub(super) proxy_credential: Value,
    pub(super) no_proxy: Switch,
    pub(super) web_session: Value,
    pub(super) session_variable: Option<String>,
    pub(super) allow_unencrypted_authentication: Switch,
    pub(super) authentication: Value,
    pub(super) credential: Value,
    pub(super) skip_certificate_check: Switch,
    pub(super) token: Value,
    pub(super) user_agent: Option<String>,
    pub(super) disable_keep_alive: Switch,
    pub(super) connection_timeout_seconds: Option<i32>,
    pub(super) operation_timeout_seconds: Option<i32>,
    pub(super) headers: DictionaryArgument,
    pub(super) skip_header_validation: Switch,
    pub(super) allow_insecure_redirect: Switch,
    pub(super) maximum_redirection: Option<i32>,
    pub(super) maximum_retry_count: Option<i32>,
    pub(super) preserve_authorization_on_redirect: Switch,
    pub(super) retry_interval_sec: Option<i32>,
    pub(super) preserve_http_method_on_redirect: Switch,
    pub(super) unix_socket: Option<String>,
    pub(super) body: Value,
    pub(super) form: DictionaryArgument,
    pub(super) content_type: Option<String>,
    pub(super) transfer_encoding: Option<String>,
    pub(super) in_file: Option<String>,
    pub(super) out_file: Option<String>,
    pub(super) pass_thru: Switch,
    pub(super) resume: Switch,
    pub(super) skip_http_error_check: Switch,
}
