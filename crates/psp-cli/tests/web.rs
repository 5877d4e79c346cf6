//! `Invoke-WebRequest` and `Invoke-RestMethod` against a server on this machine that each test starts itself.

#![expect(
    clippy::unwrap_used,
    clippy::explicit_counter_loop,
    reason = "helpers of tests: what fails here fails the test"
)]

use std::{
    fmt::Write as _,
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    process::{Command, Output, Stdio},
    thread,
    time::{Duration, Instant},
};

/// What a server was sent.
#[derive(Default)]
struct Request {
    method: String,
    target: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Request {
    fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map_or("", |(_, value)| value)
    }
}

fn read(stream: &TcpStream) -> Option<Request> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let mut words = line.split_whitespace();
    let mut request =
        Request { method: words.next()?.to_owned(), target: words.next()?.to_owned(), ..Request::default() };
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        request.headers.push((name.to_owned(), value.trim().to_owned()));
    }
    let length = request.header("content-length").parse().unwrap_or(0);
    request.body = vec![0; length];
    reader.read_exact(&mut request.body).ok()?;
    Some(request)
}

/// Answers by the target: the head without its end, and the body.
fn answer(request: &Request, tries: usize) -> (String, Vec<u8>) {
    let plain =
        |text: String| ("200 OK\r\nContent-Type: text/plain; charset=utf-8".to_owned(), text.into_bytes());
    let json = |text: &str| ("200 OK\r\nContent-Type: application/json".to_owned(), text.as_bytes().to_vec());
    match request.target.split('?').next().unwrap_or_default() {
        "/json" => json(r#"{"name":"demo","tags":["a","b"],"n":3}"#),
        "/array" => json("[1,2,3]"),
        "/xml" => ("200 OK\r\nContent-Type: application/xml".into(), b"<r><a x=\"1\">t</a></r>".to_vec()),
        "/feed" => (
            "200 OK\r\nContent-Type: application/rss+xml".into(),
            b"<rss><channel><item><title>one</title></item><item><title>two</title></item></channel></rss>"
                .to_vec(),
        ),
        "/page" => (
            "200 OK\r\nContent-Type: text/html\r\nX-Two: a\r\nX-Two: b".into(),
            b"<html><a href=\"/x?a=1&amp;b=2\" class='c'>X</a><img src=i.png><input name=q value=v></html>"
                .to_vec(),
        ),
        "/latin" => {
            ("200 OK\r\nContent-Type: text/plain; charset=iso-8859-1".into(), b"gr\xfc\xdfe".to_vec())
        }
        "/bytes" => ("200 OK\r\nContent-Type: application/octet-stream".into(), vec![1, 2, 3]),
        "/missing" => (
            "404 Not Found\r\nContent-Type: application/json".into(),
            br#"{"error":"no such thing"}"#.to_vec(),
        ),
        "/odd" => {
            ("418 I'm a teapot\r\nContent-Type: text/html".into(), b"<h1>short</h1> and stout".to_vec())
        }
        "/redirect" => ("302 Found\r\nLocation: /echo".into(), Vec::new()),
        "/keep" => ("307 Temporary Redirect\r\nLocation: /echo".into(), Vec::new()),
        "/cookie" => {
            ("200 OK\r\nSet-Cookie: id=42; Path=/\r\nContent-Type: text/plain".into(), b"set".to_vec())
        }
        "/flaky" if tries < 2 => ("503 Service Unavailable".into(), Vec::new()),
        "/pages" if request.target.ends_with("=2") => json(r#"{"page":2}"#),
        "/pages" => (
            "200 OK\r\nContent-Type: application/json\r\nLink: </pages?p=2>; rel=\"next\"".into(),
            br#"{"page":1}"#.to_vec(),
        ),
        "/slow" => {
            thread::sleep(Duration::from_secs(20));
            plain("late".into())
        }
        _ => {
            let mut text = format!("{} {}\n", request.method, request.target);
            for name in ["User-Agent", "Content-Type", "Authorization", "Cookie", "X-Test"] {
                let value = request.header(name);
                if !value.is_empty() && (name != "User-Agent" || !value.starts_with("Mozilla")) {
                    let _ = writeln!(text, "{name}: {value}");
                }
            }
            text.push_str(&String::from_utf8_lossy(&request.body));
            plain(text)
        }
    }
}

/// Starts a server; its port.
fn server() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        let mut tries = 0;
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { return };
            let tried = tries;
            tries += 1;
            thread::spawn(move || {
                let Some(request) = read(&stream) else { return };
                let (head, body) = answer(&request, tried);
                let length = body.len();
                let head =
                    format!("HTTP/1.1 {head}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n");
                let _ = stream.write_all(head.as_bytes());
                if request.method != "HEAD" {
                    let _ = stream.write_all(&body);
                }
            });
        }
    });
    port
}

fn run(script: &str, port: u16) -> Output {
    let script = format!("$u = 'http://127.0.0.1:{port}'\n{script}");
    Command::new(env!("CARGO_BIN_EXE_psp"))
        .args(["-NoProfile", "-c", &script])
        .stdin(Stdio::null())
        .env("NO_COLOR", "1")
        .output()
        .unwrap()
}

/// Runs a script against a new server.
fn says(script: &str, expected: &str) {
    let output = run(script, server());
    let out = String::from_utf8_lossy(&output.stdout);
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!(out.trim_end(), expected, "\n{script}\nstderr: {err}");
}

#[test]
fn bodies_become_objects() {
    says("$r = irm $u/json; $r.name; $r.tags.Count; $r.n + 1", "demo\n2\n4");
    says("(irm $u/array | ForEach-Object { \"$_\" }) -join '|'", "1 2 3");
    says("$x = irm $u/xml; $x.GetType().Name; $x.r.a.x; $x.r.a.'#text'", "XmlDocument\n1\nt");
    says("(irm $u/feed).title -join ','", "one,two");
    says("irm $u/latin; irm $u/echo", "grüße\nGET /echo");
    says(
        "irm $u/json -StatusCodeVariable s -ResponseHeadersVariable h | Out-Null; $s; $h['Content-Type']",
        "200\napplication/json",
    );
    says("(irm $u/pages -FollowRelLink).page -join ','", "1,2");
}

#[test]
fn responses() {
    says(
        "$r = iwr $u/page; $r.GetType().FullName; $r.StatusCode; $r.StatusDescription; $r.Headers['X-Two'] -join ','; $r.Links.href; $r.Links[0].class; $r.Images.src; $r.InputFields[0].name; $r.RawContentLength",
        "Microsoft.PowerShell.Commands.BasicHtmlWebResponseObject\n200\nOK\na,b\n/x?a=1&b=2\nc\ni.png\nq\n90",
    );
    says(
        "$r = iwr $u/bytes; $r.GetType().Name; $r.Content -join ','; $r.BaseResponse.StatusCode",
        "WebResponseObject\n1,2,3\nOK",
    );
    says(
        "(iwr $u/latin).RawContent -replace 'Connection.*\\n'",
        "HTTP/1.1 200 OK\nContent-Type: text/plain; charset=iso-8859-1\nContent-Length: 5\n\ngrüße",
    );
}

#[test]
fn requests() {
    says(
        "irm $u/echo -Method Post -Body @{ a = 'x y' }",
        "POST /echo\nContent-Type: application/x-www-form-urlencoded\na=x+y",
    );
    says("irm $u/echo -Body @{ q = '1&2' }", "GET /echo?q=1%262");
    says(
        "irm $u/echo -Method Put -Body '{}' -ContentType application/json",
        "PUT /echo\nContent-Type: application/json\n{}",
    );
    says(
        "irm $u/echo -CustomMethod REPORT -UserAgent me -Headers @{ 'X-Test' = 7 }",
        "REPORT /echo\nUser-Agent: me\nX-Test: 7",
    );
    says(
        "$c = [pscredential]::new('u', (ConvertTo-SecureString p -AsPlainText)); irm $u/echo -Authentication Basic -Credential $c -AllowUnencryptedAuthentication",
        "GET /echo\nAuthorization: Basic dTpw",
    );
    says(
        "irm $u/echo -Authentication Bearer -Token (ConvertTo-SecureString t -AsPlainText) -AllowUnencryptedAuthentication",
        "GET /echo\nAuthorization: Bearer t",
    );
    says("irm $u/redirect -Method Post -Body x -Headers @{ Authorization = 'secret' }", "GET /echo");
    says(
        "irm $u/keep -Method Post -Body x -ContentType text/plain",
        "POST /echo\nContent-Type: text/plain\nx",
    );
    says(
        "irm $u/cookie -SessionVariable s; irm $u/echo -WebSession $s; $s.Cookies.Count",
        "set\nGET /echo\nCookie: id=42\n\n1",
    );
    says("irm $u/flaky -MaximumRetryCount 3 -RetryIntervalSec 1", "GET /flaky");
    says("(irm $u/echo -Method Post -Form @{ a = 1 }) -match 'name=a\\r\\n\\r\\n1\\r\\n--'", "True");
}

#[test]
fn files() {
    let file = std::env::temp_dir().join(format!("psp-web-{}", std::process::id()));
    let path = file.display();
    says(&format!("iwr $u/json -OutFile {path}; (Get-Content {path} -Raw | ConvertFrom-Json).n"), "3");
    says(
        &format!("irm $u/echo -Method Post -ContentType text/plain -InFile {path}"),
        "POST /echo\nContent-Type: text/plain\n{\"name\":\"demo\",\"tags\":[\"a\",\"b\"],\"n\":3}",
    );
    let _ = std::fs::remove_file(file);
}

#[test]
fn failures() {
    says(
        "try { irm $u/missing } catch { $_.Exception.Message; $_.Exception.GetType().FullName; $_.FullyQualifiedErrorId; $_.Exception.Response.StatusCode.value__; ($_.ErrorDetails.Message | ConvertFrom-Json).error }",
        "Response status code does not indicate success: 404 (Not Found).\nMicrosoft.PowerShell.Commands.HttpResponseException\nWebCmdletWebResponseException,Microsoft.PowerShell.Commands.InvokeRestMethodCommand\n404\nno such thing",
    );
    says(
        "try { iwr $u/odd } catch { \"$_\" }; (iwr $u/odd -SkipHttpErrorCheck).StatusCode",
        "short and stout\n418",
    );
    says("try { irm $u/redirect -MaximumRedirection 0 } catch { $_.Exception.StatusCode }", "Found");
    says(
        "try { irm http://127.0.0.1:1/ } catch { $_.Exception.Message; $_.Exception.GetType().Name; $_.Exception.InnerException.GetType().Name; \"$_\" }",
        "Connection refused (127.0.0.1:1)\nHttpRequestException\nSocketException\nConnection refused",
    );
    says(
        "try { irm $u/echo -Token (ConvertTo-SecureString t -AsPlainText) -Authentication Bearer } catch { $_.FullyQualifiedErrorId -replace ',.*' }",
        "WebCmdletAllowUnencryptedAuthenticationRequiredException",
    );
    says(
        "try { irm $u/slow -TimeoutSec 1 } catch { $_.Exception.Message; $_.FullyQualifiedErrorId -replace ',.*' }",
        "The request was canceled due to the configured HttpClient.Timeout of 1 seconds elapsing.\nConnectionTimeoutReached",
    );
}

#[test]
fn a_stop_ends_a_waiting_request() {
    let started = Instant::now();
    says(
        "$null = 1 | Invoke-Parallel { irm $using:u/slow } -TimeoutSeconds 1 -ErrorAction SilentlyContinue; 'done'",
        "done",
    );
    assert!(started.elapsed() < Duration::from_secs(8), "{:?}", started.elapsed());
}

#[test]
fn clients_of_dot_net() {
    says("[System.Net.WebClient]::new().DownloadString(\"$u/echo\")", "GET /echo");
    says("[System.Net.Http.HttpClient]::new().GetStringAsync(\"$u/echo\").Result", "GET /echo");
    says(
        "try { (New-Object Net.WebClient).DownloadString(\"$u/missing\") } catch { $_.Exception.InnerException.Message }",
        "The remote server returned an error: (404) Not Found.",
    );
}
