//! Sending: redirections, tries again, pages, and what becomes of the answer.

use super::{
    parameters::Parameters,
    request,
    response::{WebResponse, is_json, is_xml},
    rest::{self, Rest},
    session::WebRequestSession,
};
use crate::{fault, path, record::Record};
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use psp_host::{HttpRequest, HttpResponse, NetworkError, OpenOptions};
use psp_ir::Symbol;
use psp_runtime::Shell;
use psp_types::{
    support::http::{self, Exchange},
    system::net::{enums::HttpStatusCode, http::HttpResponseMessage},
};
use psp_value::{ErrorCategory, Fault, Interrupt, Result, Value};
use std::{
    io::{Read, Write},
    path::PathBuf,
    time::Duration,
};

/// Does what a command was asked for.
pub(super) fn run(shell: &mut Shell<'_>, given: &mut Parameters, rest: Option<Rest>) -> Result<()> {
    fault::refuse(
        shell,
        &["CertificateThumbprint", "Certificate", "UseDefaultCredentials", "ProxyUseDefaultCredentials"],
    )?;
    let mut url = request::address(shell, &given.uri)?;
    request::validate(given, &url)?;
    let value =
        if given.web_session.is_null() { WebRequestSession::value() } else { given.web_session.clone() };
    let Some(session) = value.downcast::<WebRequestSession>() else { return Ok(()) };
    if let Some(name) = &given.session_variable {
        let scope = shell.scope();
        shell.write_variable(Symbol::new(name), scope, value.clone())?;
    }
    request::fill_session(shell, given, session)?;
    let mut pages = 0;
    loop {
        let mut sending = Sending { given, session, resumed_from: None, is_skipped: false };
        let links = sending.page(shell, url.clone(), rest.as_ref())?;
        pages += 1;
        match (&rest, links.into_iter().find(|(relation, _)| relation.eq_ignore_ascii_case("next"))) {
            (Some(rest), Some((_, next))) if pages < rest.pages => {
                shell.write_verbose(format!("Following rel link {next}"))?;
                url = next;
            }
            _ => return Ok(()),
        }
    }
}

struct Sending<'a> {
    given: &'a Parameters,
    session: &'a WebRequestSession,
    /// The length of the part of `-OutFile` that is there.
    resumed_from: Option<u64>,
    /// The file is complete already.
    is_skipped: bool,
}

/// A response that has not been read yet, and where it comes from.
struct Answer {
    request: HttpRequest,
    response: HttpResponse,
}

impl Sending<'_> {
    /// Fetches one page; gives the links to others.
    fn page(
        &mut self,
        shell: &mut Shell<'_>,
        url: String,
        rest: Option<&Rest>,
    ) -> Result<Vec<(String, String)>> {
        let mut first = request::first(shell, self.given, self.session, url)?;
        let file = self.file(shell, &first.url);
        if *self.given.resume
            && let Some(file) = &file
        {
            let length = shell.engine().system.metadata(file).map_or(0, |it| it.len);
            self.resumed_from = Some(length);
            first.headers.push(("Range".to_owned(), format!("bytes={length}-")));
        }
        let length = first.body.as_ref().map_or(0, Vec::len);
        shell.write_verbose(format!("Requested HTTP/1.1 {} with {length}-byte payload", first.method))?;
        let mut answer = self.answer(shell, first)?;
        Self::say_received(shell, &answer)?;
        let response = &answer.response;
        let is_complete = response.status == 416 && Self::total(&answer) == self.resumed_from;
        if is_complete {
            self.is_skipped = true;
        }
        let is_success = (200..300).contains(&response.status) || is_complete;
        self.refuse_insecure(&answer)?;
        if !is_success && !*self.given.skip_http_error_check {
            let exchange = self.read(&mut answer)?;
            return Err(failed(&exchange));
        }
        let links = relation_links(&answer.request.url, &answer.response.headers);
        let maximum = self.given.maximum_redirection.or_else(|| self.session.redirections());
        let was_stopped = maximum == Some(0) && matches!(answer.response.status, 300..=303 | 307 | 308);
        let target = target(&answer.request.method, &answer.request.url);
        self.deliver(shell, &mut answer, file, links.clone(), rest)?;
        if was_stopped {
            let mut record = Fault::new(
                "System.InvalidOperationException",
                "Operation is not valid due to the current state of the object.",
            )
            .id("MaximumRedirectExceeded")
            .category(ErrorCategory::InvalidOperation)
            .target(target)
            .into_record();
            record.details = Some("The maximum redirection count has been exceeded. To increase the number of redirections allowed, supply a higher value to the -MaximumRedirection parameter.".into());
            shell.write_error(record)?;
        }
        Ok(links)
    }

    fn say_received(shell: &mut Shell<'_>, answer: &Answer) -> Result<()> {
        let header = |name| http::header(&answer.response.headers, name);
        let kind = header("content-type").unwrap_or_default().split(';').next().unwrap_or_default().trim();
        shell.write_verbose(match header("content-length").filter(|_| header("content-encoding").is_none()) {
            Some(length) => format!("Received HTTP/1.1 {length}-byte response of content type {kind}"),
            None => format!("Received HTTP/1.1 response of content type {kind} of unknown size"),
        })
    }

    fn refuse_insecure(&self, answer: &Answer) -> Result<()> {
        let location = http::header(&answer.response.headers, "location").unwrap_or_default();
        let is_insecure = answer.request.url.starts_with("https:") && location.starts_with("http:");
        if !is_insecure || *self.given.allow_insecure_redirect {
            return Ok(());
        }
        let mut record = Fault::new(
            "System.InvalidOperationException",
            "Operation is not valid due to the current state of the object.",
        )
        .id("InsecureRedirection")
        .category(ErrorCategory::InvalidOperation)
        .into_record();
        record.details = Some("Cannot follow an insecure redirection by default. Reissue the command specifying the -AllowInsecureRedirect switch.".into());
        Err(record.into())
    }

    /// The file that takes the body; in a directory it is named as the address ends.
    fn file(&self, shell: &mut Shell<'_>, url: &str) -> Option<PathBuf> {
        let mut file = path::absolute(shell.session, self.given.out_file.as_deref()?);
        if shell.engine().system.is_directory(&file) {
            let plain = url.split(['?', '#']).next().unwrap_or(url);
            file.push(plain.rsplit('/').next().unwrap_or_default());
        }
        Some(file)
    }

    /// The whole length of what is resumed, as the server says it.
    fn total(answer: &Answer) -> Option<u64> {
        http::header(&answer.response.headers, "content-range")?.rsplit_once('/')?.1.parse().ok()
    }

    /// Sends until there is an answer that counts.
    fn answer(&mut self, shell: &mut Shell<'_>, first: HttpRequest) -> Result<Answer> {
        let (session_count, session_interval) = self.session.retries();
        let mut tries = self.given.maximum_retry_count.unwrap_or(session_count);
        let default = if session_interval > 0 { session_interval } else { 5 };
        let interval = self.given.retry_interval_sec.unwrap_or(default);
        loop {
            let mut answer = self.redirected(shell, first.clone())?;
            let status = answer.response.status;
            if status == 416 && self.resumed_from.is_some() && Self::total(&answer) != self.resumed_from {
                shell.write_verbose("The remote server indicated it could not resume downloading. The local file will be overwritten.")?;
                self.resumed_from = None;
                let mut again = first.clone();
                again.headers.retain(|(name, _)| name != "Range");
                answer = self.redirected(shell, again)?;
            }
            if tries <= 0 || !(status == 304 || (400..600).contains(&status)) {
                return Ok(answer);
            }
            tries -= 1;
            let asked =
                http::header(&answer.response.headers, "retry-after").filter(|_| matches!(status, 409 | 429));
            let seconds = asked.and_then(|it| it.parse().ok()).unwrap_or(interval);
            let name = HttpStatusCode(status.into()).value();
            let name = shell.text(&name)?;
            shell.write_verbose(format!(
                "Retrying after interval of {seconds} seconds. Status code for previous attempt: {name}"
            ))?;
            let (system, stop) = (shell.engine().system.clone(), shell.session.stop.clone());
            if system.sleep(Duration::from_secs(seconds.max(0) as u64), &stop) {
                return Err(Interrupt::stopped());
            }
        }
    }

    /// Sends, and follows where the answers lead.
    fn redirected(&self, shell: &mut Shell<'_>, mut request: HttpRequest) -> Result<Answer> {
        let maximum = self.given.maximum_redirection.or_else(|| self.session.redirections()).unwrap_or(50);
        let mut left = maximum;
        loop {
            request.headers.retain(|(name, _)| name != "Cookie");
            if let Some(cookies) = self.session.with_cookies(|it| it.header(&request.url)) {
                request.headers.push(("Cookie".to_owned(), cookies));
            }
            request.proxy = request::proxy(shell, self.given, &request.url)?;
            let (system, stop) = (shell.engine().system.clone(), shell.session.stop.clone());
            let response = system.http(&request, &stop).map_err(|error| self.unanswered(&error, &request))?;
            self.session.with_cookies(|it| it.take(&request.url, &response.headers));
            let next = http::redirection(&request.url, response.status, &response.headers);
            let Some(next) = next.filter(|_| left > 0) else { return Ok(Answer { request, response }) };
            let is_insecure = request.url.starts_with("https:") && next.starts_with("http:");
            if is_insecure && !*self.given.allow_insecure_redirect {
                return Ok(Answer { request, response });
            }
            left -= 1;
            let forces_get = http::forces_get(&request.method, response.status);
            if forces_get && !*self.given.preserve_http_method_on_redirect {
                http::ask_only(&mut request);
            }
            if !*self.given.preserve_authorization_on_redirect {
                request.headers.retain(|(name, _)| !name.eq_ignore_ascii_case("authorization"));
            }
            request.url = next;
        }
    }

    /// The error of a request without an answer.
    fn unanswered(&self, error: &NetworkError, request: &HttpRequest) -> Interrupt {
        let late = |ty: &'static str, id: &str, message: String| {
            Fault::new(ty, message).id(id).category(ErrorCategory::OperationTimeout).into()
        };
        match error {
            NetworkError::Late => {
                let seconds = self.given.connection_timeout_seconds.unwrap_or_default();
                let message = format!(
                    "The request was canceled due to the configured HttpClient.Timeout of {seconds} seconds elapsing."
                );
                return late(
                    "System.Threading.Tasks.TaskCanceledException",
                    "ConnectionTimeoutReached",
                    message,
                );
            }
            NetworkError::Stalled => {
                let seconds = self.given.operation_timeout_seconds.unwrap_or_default();
                let message = format!(
                    "The request was canceled due to the configured OperationTimeout of {seconds} seconds elapsing"
                );
                return late("System.TimeoutException", "OperationTimeoutReached", message);
            }
            _ => {}
        }
        match http::request_exception(error, &request.url) {
            Err(interrupt) => interrupt,
            Ok((exception, details)) => {
                let mut record = fault::around(
                    exception,
                    "WebCmdletWebResponseException",
                    ErrorCategory::InvalidOperation,
                    target(&request.method, &request.url),
                );
                record.details = details.map(Into::into);
                record.into()
            }
        }
    }

    /// Reads the whole body, and undoes its encoding.
    fn read(&self, answer: &mut Answer) -> Result<Exchange> {
        let mut bytes = Vec::new();
        if let Err(error) = answer.response.body.read_to_end(&mut bytes) {
            let error = NetworkError::of(&error).cloned().unwrap_or(NetworkError::Ended);
            return Err(self.unanswered(&error, &answer.request));
        }
        let mut headers = answer.response.headers.clone();
        if let Some(plain) = http::header(&headers, "content-encoding").and_then(|it| decoded(it, &bytes)) {
            bytes = plain;
            headers.retain(|(name, _)| {
                !name.eq_ignore_ascii_case("content-encoding") && !name.eq_ignore_ascii_case("content-length")
            });
        }
        Ok(Exchange {
            method: answer.request.method.clone(),
            url: answer.request.url.clone(),
            status: answer.response.status,
            reason: answer.response.reason.clone(),
            headers,
            body: bytes,
        })
    }

    /// Writes the answer to the pipeline, or into a file.
    fn deliver(
        &self,
        shell: &mut Shell<'_>,
        answer: &mut Answer,
        file: Option<PathBuf>,
        links: Vec<(String, String)>,
        rest: Option<&Rest>,
    ) -> Result<()> {
        let mut exchange = None;
        if let Some(file) = file.as_ref().filter(|_| !self.is_skipped) {
            if *self.given.pass_thru || http::header(&answer.response.headers, "content-encoding").is_some() {
                let read = self.read(answer)?;
                self.save(shell, file, answer.response.status, &mut read.body.as_slice(), &answer.request)?;
                exchange = Some(read);
            } else {
                let status = answer.response.status;
                self.save(shell, file, status, &mut *answer.response.body, &answer.request)?;
            }
        }
        let is_written = file.is_none() || *self.given.pass_thru;
        let exchange = match exchange {
            Some(it) => it,
            None if is_written => self.read(answer)?,
            None => Exchange {
                status: answer.response.status,
                reason: answer.response.reason.clone(),
                headers: answer.response.headers.clone(),
                ..Exchange::default()
            },
        };
        if let Some(rest) = rest {
            if is_written {
                rest::write(shell, &exchange)?;
            }
            return rest.fill_variables(shell, &exchange);
        }
        if is_written {
            let file = file.map(|it| it.to_string_lossy().into_owned());
            shell.write(WebResponse::value(exchange, links, file))?;
        }
        Ok(())
    }

    fn save(
        &self,
        shell: &mut Shell<'_>,
        file: &std::path::Path,
        status: u16,
        body: &mut dyn Read,
        request: &HttpRequest,
    ) -> Result<()> {
        let how = if status == 206 && self.resumed_from.is_some() {
            OpenOptions::APPEND
        } else {
            OpenOptions::WRITE
        };
        let opened = shell.engine().system.open(file, how);
        let mut into = opened.map_err(|error| path::open_failure(shell.session, file, &error))?;
        let mut buffer = vec![0; 64 * 1024];
        loop {
            let count = match body.read(&mut buffer) {
                Ok(0) => return Ok(()),
                Ok(count) => count,
                Err(error) => {
                    let error = NetworkError::of(&error).cloned().unwrap_or(NetworkError::Ended);
                    return Err(self.unanswered(&error, request));
                }
            };
            into.write_all(&buffer[..count])
                .map_err(|error| path::open_failure(shell.session, file, &error))?;
        }
    }
}

/// A body without its `Content-Encoding`; `None` for one that psp does not know.
fn decoded(encoding: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    let mut plain = Vec::new();
    match encoding.trim().to_ascii_lowercase().as_str() {
        "gzip" | "x-gzip" => MultiGzDecoder::new(bytes).read_to_end(&mut plain).ok()?,
        "deflate" => match ZlibDecoder::new(bytes).read_to_end(&mut plain) {
            Ok(count) => count,
            Err(_) => {
                plain.clear();
                DeflateDecoder::new(bytes).read_to_end(&mut plain).ok()?
            }
        },
        _ => return None,
    };
    Some(plain)
}

/// What was asked, as an error's target.
fn target(method: &str, url: &str) -> Value {
    let text =
        format!("Method: {method}, RequestUri: '{url}', Version: 1.1, Content: <null>, Headers:\n{{\n}}");
    let values = vec![method.into(), url.into()];
    Record::with_text("System.Net.Http.HttpRequestMessage", text, &["Method", "RequestUri"], values)
}

/// The error of a response that says no.
fn failed(exchange: &Exchange) -> Interrupt {
    let message =
        format!("Response status code does not indicate success: {} ({}).", exchange.status, exchange.reason);
    let mut record = Fault::new("Microsoft.PowerShell.Commands.HttpResponseException", message)
        .id("WebCmdletWebResponseException")
        .category(ErrorCategory::InvalidOperation)
        .target(target(&exchange.method, &exchange.url))
        .property("StatusCode", HttpStatusCode(exchange.status.into()).value())
        .property("Response", HttpResponseMessage::value(exchange.clone()))
        .into_record();
    let details = readable(&exchange.text(), exchange.header("content-type").unwrap_or_default());
    record.details = (!details.is_empty()).then(|| details.into());
    record.into()
}

/// The body of a failure as people read it: JSON indented, pages without tags.
fn readable(text: &str, content_type: &str) -> String {
    if is_json(content_type)
        && let Ok(value) = serde_json::from_str::<serde_json::Value>(text)
        && let Ok(pretty) = serde_json::to_string_pretty(&value)
    {
        return format!("\n{pretty}");
    }
    // FIXME(pwsh): it indents the document, each attribute on a line of its own.
    if is_xml(content_type) && psp_xml::load(text, psp_xml::Options::default(), false).is_ok() {
        return format!("\n{text}");
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        plain.push_str(&rest[..start]);
        match rest[start..].find('>') {
            Some(end) => rest = &rest[start + end + 1..],
            None => {
                plain.push_str(&rest[start..]);
                rest = "";
            }
        }
    }
    plain + rest
}

/// The links of the header `Link`, by their relation.
fn relation_links(url: &str, headers: &[(String, String)]) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for (_, value) in headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case("link")) {
        for part in value.split('<').skip(1) {
            let Some((link, rest)) = part.split_once(">;") else { continue };
            let Some(relation) = rest.trim_start().strip_prefix("rel=") else { continue };
            let relation = match relation.strip_prefix('"') {
                Some(quoted) => quoted.split('"').next(),
                None => relation.split([',', ';']).next(),
            };
            let relation = relation.unwrap_or_default().trim();
            let is_new = !found.iter().any(|(known, _)| known.eq_ignore_ascii_case(relation));
            if let Some(link) = http::resolved(url, link).filter(|_| is_new && !relation.is_empty()) {
                found.push((relation.to_owned(), link));
            }
        }
    }
    found
}
