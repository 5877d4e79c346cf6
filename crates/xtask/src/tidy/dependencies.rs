//! Which crate may depend on which, read from `cargo metadata`.

use super::Problem;
use crate::Failure;
use serde_json::Value;
use std::path::Path;

/// For each crate, the crates of this workspace it may depend on, and the external ones that only it may.
const ALLOWED: &[(&str, &[&str])] = &[
    ("psp-source", &[]),
    ("psp-host", &["rustix", "signal-hook", "ureq", "rustls-native-certs", "httparse"]),
    ("psp-derive", &["syn", "quote"]),
    ("psp-clr", &[]),
    ("psp-xml", &[]),
    ("psp-diagnostics", &["psp-source", "miette"]),
    ("psp-ast", &["psp-source"]),
    ("psp-ir", &["psp-source"]),
    ("psp-lexer", &["psp-source", "psp-diagnostics", "logos"]),
    ("psp-parser", &["psp-source", "psp-diagnostics", "psp-lexer", "psp-ast", "chumsky"]),
    ("psp-resolve", &["psp-source", "psp-diagnostics", "psp-ast", "psp-ir"]),
    ("psp-value", &["psp-source", "psp-clr", "psp-host"]),
    ("psp-types", &["psp-source", "psp-value", "psp-clr", "psp-host", "psp-derive", "psp-xml"]),
    (
        "psp-language",
        &[
            "psp-source",
            "psp-diagnostics",
            "psp-ast",
            "psp-lexer",
            "psp-parser",
            "psp-value",
            "psp-types",
            "psp-clr",
            "psp-derive",
        ],
    ),
    ("psp-format", &["psp-source", "psp-value", "psp-clr"]),
    (
        "psp-runtime",
        &[
            "psp-source",
            "psp-value",
            "psp-types",
            "psp-ir",
            "psp-host",
            "psp-derive",
            "psp-diagnostics",
            "psp-clr",
            "rayon",
        ],
    ),
    (
        "psp-providers",
        &["psp-source", "psp-value", "psp-ir", "psp-runtime", "psp-types", "psp-host", "psp-clr"],
    ),
    ("psp-eval", &["psp-source", "psp-ir", "psp-value", "psp-runtime", "psp-clr", "psp-host"]),
    (
        "psp-cmdlets",
        &[
            "psp-source",
            "psp-value",
            "psp-xml",
            "psp-clr",
            "psp-types",
            "psp-format",
            "psp-ir",
            "psp-runtime",
            "psp-providers",
            "psp-host",
            "psp-derive",
        ],
    ),
    ("psp-language", &["psp-source", "psp-diagnostics", "psp-ast", "psp-parser", "psp-value"]),
    ("psp", EVERYTHING),
    ("psp-cli", &["psp", "psp-value", "psp-diagnostics", "psp-host", "psp-test"]),
    ("psp-test", &["psp-host"]),
    ("xtask", &["psp-test"]),
];

/// What the crate that assembles all of it may depend on.
const EVERYTHING: &[&str] = &[
    "psp-source",
    "psp-host",
    "psp-clr",
    "psp-diagnostics",
    "psp-ast",
    "psp-ir",
    "psp-lexer",
    "psp-parser",
    "psp-resolve",
    "psp-value",
    "psp-types",
    "psp-format",
    "psp-runtime",
    "psp-providers",
    "psp-eval",
    "psp-cmdlets",
    "psp-language",
];

/// External crates that only those crates may depend on whose line above names them.
const KEPT: [&str; 8] = ["rustix", "signal-hook", "syn", "quote", "miette", "logos", "chumsky", "rayon"];

/// Checks the dependencies of all crates. Tests may depend on psp-test and psp-host.
pub(super) fn check(root: &Path) -> Result<Vec<Problem>, Failure> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let words = ["metadata", "--format-version=1", "--no-deps", "--quiet"];
    let output = std::process::Command::new(cargo).args(words).current_dir(root).output()?;
    if !output.status.success() {
        return Err(format!("cargo metadata: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    let metadata: Value = serde_json::from_slice(&output.stdout)?;
    let packages = metadata["packages"].as_array().map(Vec::as_slice).unwrap_or_default();
    Ok(packages.iter().flat_map(problems).collect())
}

fn problems(package: &Value) -> Vec<Problem> {
    let name = package["name"].as_str().unwrap_or_default();
    let path = format!("crates/{name}/Cargo.toml");
    let report = |rule, what: String| Problem::new(Path::new(&path), 0, rule, what);
    let mut found = Vec::new();
    if !package["manifest_path"].as_str().unwrap_or_default().ends_with(&path) {
        found.push(report("folder", format!("the folder of {name} is not crates/{name}")));
    }
    let Some((_, allowed)) = ALLOWED.iter().find(|it| it.0 == name) else {
        found.push(report("dependency", "the crate has no line in xtask/src/tidy/dependencies.rs".into()));
        return found;
    };
    for dependency in package["dependencies"].as_array().into_iter().flatten() {
        let other = dependency["name"].as_str().unwrap_or_default();
        let for_tests = dependency["kind"] == "dev" && ["psp-test", "psp-host"].contains(&other);
        let watched = !dependency["path"].is_null() || KEPT.contains(&other);
        if watched && !for_tests && !allowed.contains(&other) {
            found.push(report("dependency", format!("{name} must not know {other}")));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::problems;
    use serde_json::json;

    #[test]
    fn who_must_not_be_known_is_told() {
        let dependency = |name: &str, kind: Option<&str>, path: Option<&str>| json!({ "name": name, "kind": kind, "path": path });
        let package = json!({
            "name": "psp-cmdlets",
            "manifest_path": "/x/crates/psp-cmdlets/Cargo.toml",
            "dependencies": [
                dependency("psp-value", None, Some("/x")),
                dependency("psp-eval", None, Some("/x")),
                dependency("psp-test", Some("dev"), Some("/x")),
                dependency("rayon", None, None),
                dependency("indexmap", None, None),
            ],
        });
        let found: Vec<String> = problems(&package).into_iter().map(|it| it.what).collect();
        assert_eq!(found, ["psp-cmdlets must not know psp-eval", "psp-cmdlets must not know rayon"]);
    }
}
