//! One request from what a command was given: address, headers, body, proxy, time limits.

use super::{
    body::{entries, form_encoded, sent},
    parameters::Parameters,
    session::WebRequestSession,
};
use crate::path;
use psp_host::{HttpRequest, System};
use psp_ir::Symbol;
use psp_runtime::Shell;
use psp_types::{
    declare::enum_number,
    support::{base64, http},
    system::security::SecureString,
};
use psp_value::{ErrorCategory, Fault, Result, Value};
use std::time::Duration;

/// A parameter, or two together, that cannot be.
pub(super) fn invalid(message: &str, id: &str) -> Fault {
    Fault::new("System.Management.Automation.ValidationMetadataException", message)
        .id(id)
        .category(ErrorCategory::InvalidArgument)
}

/// Refuses parameters that do not go together.
pub(super) fn validate(given: &Parameters, url: &str) -> Result<()> {
    let authentication = enum_number(&given.authentication);
    let (has_token, has_credential) = (!given.token.is_null(), !given.credential.is_null());
    let is_bad_kind = given.content_type.as_deref().is_some_and(|it| !it.is_empty() && !it.contains('/'));
    let problem = if is_bad_kind && !*given.skip_header_validation {
        (
            "The cmdlet cannot run because the -ContentType parameter is not a valid Content-Type header. Specify a valid Content-Type for -ContentType, then retry. To suppress header validation, supply the -SkipHeaderValidation parameter.",
            "WebCmdletContentTypeException",
        )
    } else if !given.web_session.is_null() && given.session_variable.is_some() {
        (
            "The cmdlet cannot run because the following conflicting parameters are specified: Session and SessionVariable. Specify either Session or SessionVariable, then retry.",
            "WebCmdletSessionConflictException",
        )
    } else if authentication != 0 && has_token && has_credential {
        (
            "The cmdlet cannot run because the following conflicting parameters are specified: Credential and Token. Specify either Credential or Token, then retry.",
            "WebCmdletAuthenticationTokenConflictException",
        )
    } else if authentication == 1 && !has_credential {
        (
            "The cmdlet cannot run because the following parameter is not specified: Credential. The supplied Authentication type requires a Credential. Specify Credential, then retry.",
            "WebCmdletAuthenticationCredentialNotSuppliedException",
        )
    } else if authentication >= 2 && !has_token {
        (
            "The cmdlet cannot run because the following parameter is not specified: Token. The supplied Authentication type requires a Token. Specify Token, then retry.",
            "WebCmdletAuthenticationTokenNotSuppliedException",
        )
    } else if !*given.allow_unencrypted_authentication
        && (authentication != 0 || has_credential)
        && !url.starts_with("https:")
    {
        (
            "The cmdlet cannot protect plain text secrets sent over unencrypted connections. To suppress this warning and send plain text secrets over unencrypted networks, reissue the command specifying the AllowUnencryptedAuthentication parameter.",
            "WebCmdletAllowUnencryptedAuthenticationRequiredException",
        )
    } else {
        return validate_content(given);
    };
    Err(invalid(problem.0, problem.1).into())
}

/// Refuses what cannot be sent together, and files that are missing.
fn validate_content(given: &Parameters) -> Result<()> {
    let has_form = !given.form.0.is_null();
    let problem = if given.proxy.is_null() && !given.proxy_credential.is_null() {
        (
            "The cmdlet cannot run because the following parameter is missing: Proxy. Provide a valid proxy URI for the Proxy parameter when using the ProxyCredential or ProxyUseDefaultCredentials parameters, then retry.",
            "WebCmdletProxyUriNotSuppliedException",
        )
    } else if !given.body.is_null() && given.in_file.is_some() {
        (
            "The cmdlet cannot run because the following conflicting parameters are specified: Body and InFile. Specify either Body or Infile, then retry.",
            "WebCmdletBodyConflictException",
        )
    } else if !given.body.is_null() && has_form {
        (
            "The cmdlet cannot run because the following conflicting parameters are specified: Body and Form. Specify either Body or Form, then retry.",
            "WebCmdletBodyFormConflictException",
        )
    } else if given.in_file.is_some() && has_form {
        (
            "The cmdlet cannot run because the following conflicting parameters are specified: InFile and Form. Specify either InFile or Form, then retry.",
            "WebCmdletFormInFileConflictException",
        )
    } else if *given.pass_thru && given.out_file.is_none() {
        (
            "The cmdlet cannot run because the following parameter is missing: OutFile. Provide a valid OutFile parameter value when using the PassThru parameter, then retry.",
            "WebCmdletOutFileMissingException",
        )
    } else if *given.resume && given.out_file.is_none() {
        (
            "The cmdlet cannot run because the following parameter is missing: OutFile. Provide a valid OutFile parameter value when using the Resume parameter, then retry.",
            "WebCmdletOutFileMissingException",
        )
    } else {
        return Ok(());
    };
    Err(invalid(problem.0, problem.1).into())
}

/// The absolute address that was asked for; without a scheme it is `http`.
pub(super) fn address(shell: &mut Shell<'_>, uri: &Value) -> Result<String> {
    let original = shell.property(uri, "OriginalString")?;
    let text = if original.is_null() { shell.text(uri)? } else { shell.text(&original)? };
    let text = text.text().trim().to_owned();
    let is_absolute = shell.property(uri, "IsAbsoluteUri")?;
    let is_absolute = psp_value::convert::is_true(&is_absolute) && !text.starts_with('/');
    let whole = if is_absolute { text.clone() } else { format!("http://{text}") };
    let url = http::absolute(&whole);
    match url {
        Some(url) if url.starts_with("http://") || url.starts_with("https://") => Ok(url),
        None if !is_absolute => {
            let message = "Invalid URI: The hostname could not be parsed.";
            Err(Fault::new("System.UriFormatException", message).id("System.UriFormatException").into())
        }
        _ => {
            let scheme = whole.split(':').next().unwrap_or_default().to_ascii_lowercase();
            Err(Fault::new(
                "System.NotSupportedException",
                format!("The '{scheme}' scheme is not supported."),
            )
            .id("WebCmdletIEDomNotSupportedException")
            .category(ErrorCategory::NotImplemented)
            .into())
        }
    }
}

/// The method in capitals.
pub(super) fn method(shell: &mut Shell<'_>, given: &Parameters) -> Result<String> {
    if let Some(method) = &given.custom_method {
        return Ok(method.clone());
    }
    if enum_number(&given.method) == 0 {
        return Ok("GET".to_owned());
    }
    Ok(shell.text(&given.method)?.text().to_uppercase())
}

/// Puts what the command says about all requests into its session.
pub(super) fn fill_session(
    shell: &mut Shell<'_>,
    given: &Parameters,
    session: &WebRequestSession,
) -> Result<()> {
    let user_and_password = |shell: &mut Shell<'_>, credential: &Value| -> Result<String> {
        let (user, password) =
            (shell.property(credential, "UserName")?, shell.property(credential, "Password")?);
        let password = password.downcast::<SecureString>().map(SecureString::shown).unwrap_or_default();
        Ok(format!("{}:{password}", shell.text(&user)?))
    };
    match enum_number(&given.authentication) {
        1 => {
            let pair = user_and_password(shell, &given.credential)?;
            session.set_header("Authorization", &format!("Basic {}", base64::encode(pair.as_bytes(), false)));
        }
        2 | 3 => {
            let token = given.token.downcast::<SecureString>().map(SecureString::shown).unwrap_or_default();
            session.set_header("Authorization", &format!("Bearer {token}"));
        }
        // A bare credential waits for the server to ask in pwsh; Basic is what servers ask for.
        _ if !given.credential.is_null() => {
            let pair = user_and_password(shell, &given.credential)?;
            session.set_header("Authorization", &format!("Basic {}", base64::encode(pair.as_bytes(), false)));
        }
        _ => {}
    }
    for (name, value) in entries(shell, &given.headers.0)? {
        if !value.is_null() {
            let value = shell.text(&value)?;
            session.set_header(&name, &value.text());
        }
    }
    Ok(())
}

/// The first request.
pub(super) fn first(
    shell: &mut Shell<'_>,
    given: &Parameters,
    session: &WebRequestSession,
    url: String,
) -> Result<HttpRequest> {
    let method = method(shell, given)?;
    let mut url = url;
    let mut headers = session.pairs(shell.session)?;
    headers.retain(|(name, _)| !name.eq_ignore_ascii_case("content-length"));
    if !headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("user-agent")) {
        let agent = match given.user_agent.clone().or_else(|| session.agent()) {
            Some(agent) => agent,
            None => default_agent(shell)?,
        };
        headers.push(("User-Agent".to_owned(), agent));
    }
    if *given.disable_keep_alive {
        headers.push(("Connection".to_owned(), "close".to_owned()));
    }
    if !headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("accept-encoding")) {
        headers.push(("Accept-Encoding".to_owned(), "gzip, deflate".to_owned()));
    }
    if let Some(encoding) = &given.transfer_encoding {
        let value = if encoding.eq_ignore_ascii_case("chunked") {
            encoding.clone()
        } else {
            format!("{encoding}, chunked")
        };
        headers.push(("Transfer-Encoding".to_owned(), value));
    }
    let is_query = given.body.as_table().is_some() && method == "GET";
    if is_query {
        let query = form_encoded(shell, &given.body)?;
        url = format!("{url}{}{query}", if url.contains('?') { "&" } else { "?" });
    }
    let known = http::header(&headers, "content-type").map(str::to_owned);
    let mut content_type = given.content_type.clone().or(known);
    if content_type.is_none() && matches!(method.as_str(), "POST" | "PUT") {
        content_type = Some("application/x-www-form-urlencoded".to_owned());
    }
    headers.retain(|(name, _)| !name.eq_ignore_ascii_case("content-type"));
    let body = if is_query { None } else { Some(sent(shell, given, content_type.as_deref())?) };
    let (bytes, own) = body.map_or((None, None), |it| (it.bytes, it.content_type));
    let has_content = bytes.is_some() || method != "GET" || given.content_type.is_some();
    if let Some(kind) = own.or(content_type).filter(|_| has_content) {
        headers.push(("Content-Type".to_owned(), kind));
    }
    let bytes = bytes.or_else(|| (has_content && method != "HEAD").then(Vec::new));
    let seconds = |it: Option<i32>| it.filter(|it| *it > 0).map(|it| Duration::from_secs(it as u64));
    let unix_socket = given.unix_socket.as_deref().map(|it| path::absolute(shell.session, it));
    Ok(HttpRequest {
        method,
        url,
        headers,
        body: bytes,
        proxy: None,
        unix_socket,
        trusts_all: *given.skip_certificate_check,
        limit: seconds(given.connection_timeout_seconds),
        read_limit: seconds(given.operation_timeout_seconds),
    })
}

fn default_agent(shell: &mut Shell<'_>) -> Result<String> {
    let platform = shell.engine().system.platform();
    let culture = shell.variable_value(Symbol::new("PSCulture"));
    let culture = shell.text(&culture)?;
    Ok(format!("Mozilla/5.0 ({}; {}; {culture}) PowerShell/7.6.5", platform.system, platform.distribution))
}

/// The proxy for an address: the one given, else that of the environment.
pub(super) fn proxy(shell: &mut Shell<'_>, given: &Parameters, url: &str) -> Result<Option<String>> {
    if *given.no_proxy {
        return Ok(None);
    }
    if !given.proxy.is_null() {
        let text = shell.text(&given.proxy)?.text().into_owned();
        if given.proxy_credential.is_null() {
            return Ok(Some(text));
        }
        let (user, password) = (
            shell.property(&given.proxy_credential, "UserName")?,
            shell.property(&given.proxy_credential, "Password")?,
        );
        let password = password.downcast::<SecureString>().map(SecureString::shown).unwrap_or_default();
        let user = shell.text(&user)?;
        return Ok(Some(text.replacen("://", &format!("://{user}:{password}@"), 1)));
    }
    let system = shell.engine().system.clone();
    Ok(proxy_of_environment(&*system, url))
}

fn proxy_of_environment(system: &dyn System, url: &str) -> Option<String> {
    let (scheme, host, _) = http::place(url)?;
    let variable =
        |names: &[&str]| names.iter().find_map(|it| system.variable(it).filter(|it| !it.is_empty()));
    let proxy = if scheme == "https" {
        variable(&["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"])
    } else {
        variable(&["http_proxy", "all_proxy", "ALL_PROXY"])
    }?;
    let is_excepted = |it: &str| {
        let it = it.trim();
        if it.starts_with('.') || it.starts_with("*.") {
            return host.ends_with(it.trim_start_matches('*'));
        }
        it == "*" || it.eq_ignore_ascii_case(&host)
    };
    let is_local = host == "localhost" || host == "127.0.0.1" || host == "[::1]";
    let excepted = variable(&["no_proxy", "NO_PROXY"]).is_some_and(|it| it.split(',').any(is_excepted));
    let proxy = if proxy.contains("://") { proxy } else { format!("http://{proxy}") };
    (!excepted && !is_local).then_some(proxy)
}
