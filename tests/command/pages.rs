//! Help, completions, manual pages, and what is said of a wrong command line.

use nisba::query::Catalogue;

use super::{folder, run};

const COMMANDS: [&str; 17] = [
    "review",
    "build",
    "extract",
    "query",
    "export",
    "show",
    "docs",
    "docs list",
    "docs remove",
    "explain",
    "domain",
    "domain check",
    "domain export",
    "eval",
    "completions",
    "man",
    "",
];

#[test]
fn every_command_has_help_with_an_example() {
    let dir = folder(&[]);
    for command in COMMANDS {
        let ran = run(dir.path(), &format!("{command} --help"));
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{command}");
        assert!(ran.out.contains(&format!("Example:\n  nisba {command}")), "{command}: {}", ran.out);
    }
    let catalogue = Catalogue::embedded().expect("the queries parse");
    for help in ["--help", "query --help", "export --help"] {
        let text = run(dir.path(), help).out;
        for name in text.split("nisba query ").skip(1).filter_map(|rest| rest.split_whitespace().next()) {
            let is_name = name.chars().all(|c| c.is_ascii_lowercase());
            assert!(!is_name || name == "list" || catalogue.get(name).is_ok(), "{help}: {name}");
        }
    }
    assert!(run(dir.path(), "--version").out.starts_with("nisba "));
}

#[test]
fn a_wrong_command_line_is_a_failure_that_says_what_is_expected() {
    let dir = folder(&[]);
    for line in ["", "bild", "extract", "extract a.txt --format none", "explain a.txt x y"] {
        let ran = run(dir.path(), line);
        assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{line}");
        assert!(
            ran.err.contains("Usage") || ran.err.contains("possible values") || ran.err.contains("--help"),
            "{}",
            ran.err
        );
    }
}

#[test]
fn completions_and_manual_pages_are_made() {
    let dir = folder(&[]);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(run(dir.path(), &format!("completions {shell}")).out.contains("extract"), "{shell}");
    }
    assert!(run(dir.path(), "man").out.contains(".TH nisba 1"));
    assert_eq!(run(dir.path(), "man --output pages").code, 0);
    assert!(dir.path().join("pages/nisba-extract.1").is_file());
}
