//! Training a tagger from the command line, and finding names with it.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use nisba::domain::{DataFiles, Domain};
use nisba::tagger::{Kind, Tagger};
use nisba::text::AnalysedText;
use tempfile::TempDir;

/// News sentences that we wrote, with their names.
fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/train/sample.conll")
}

fn train(folder: &TempDir, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nisba"));
    let output = command.current_dir(folder.path()).arg("train").args(arguments).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn learns_names_and_the_same_bytes_twice() {
    let folder = tempfile::tempdir().unwrap();
    let file = sample();
    let file = file.to_str().unwrap();
    for model in ["a.crf", "models/b.crf"] {
        let arguments = [file, "-o", model, "--hold-back", "0", "--test", file, "--least", "1", "--text", file];
        let (code, out, err) = train(&folder, &arguments);
        assert_eq!(code, 0, "{err}");
        assert!(out.contains("test: 2 texts") && out.contains("learnt from 15 sentences"), "{out}");
    }
    let bytes = fs::read(folder.path().join("a.crf")).unwrap();
    assert_eq!(bytes, fs::read(folder.path().join("models/b.crf")).unwrap());
    let tagger = Tagger::from_bytes(&bytes).unwrap();
    let domain = Domain::load(&DataFiles::embedded().without_models()).unwrap();
    let text = AnalysedText::new(&domain, "وقال الوزير سمير الجبوري إن الأمم المتحدة أرسلت وفدا إلى بيروت.\n");
    let names: Vec<(&str, Kind)> = tagger
        .tag(&domain, &text)
        .iter()
        .map(|name| {
            assert!(name.score > 0.0 && name.score <= 1.0);
            let (first, last) = (&text.tokens[name.tokens.start], &text.tokens[name.tokens.end - 1]);
            (text.slice(nisba::Span::new(first.core.start, last.span.end)), name.kind)
        })
        .collect();
    assert_eq!(names, [("سمير الجبوري", Kind::Person), ("الأمم المتحدة", Kind::Organization), ("بيروت", Kind::Place)]);
}

#[test]
fn scores_what_it_holds_back() {
    let folder = tempfile::tempdir().unwrap();
    let file = sample();
    let (code, out, err) = train(&folder, &[file.to_str().unwrap(), "--hold-back", "2", "--iterations", "20"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("held back: 1 texts") && out.contains("PER LOC ORG"), "{out}");
}

#[test]
fn says_where_a_file_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let cases = [
        ("بغداد B-LOC\nأمس\n", "bad.conll:2: a word without a tag"),
        ("بغداد B-LOC\nأمس B-XYZ\n", "bad.conll:2: the tag B-XYZ is not known"),
        ("\n\n", "bad.conll:1: the file has no word"),
        ("أمس O\n", "there is no name to learn from"),
    ];
    for (content, message) in cases {
        fs::write(folder.path().join("bad.conll"), content).unwrap();
        let (code, _, err) = train(&folder, &["bad.conll"]);
        assert_eq!(code, 1);
        assert!(err.contains(message), "{err}");
    }
    let (code, _, err) = train(&folder, &["none.conll"]);
    assert!(code == 1 && err.contains("none.conll"), "{err}");
}

#[test]
fn maps_tags_and_reads_what_extract_writes() {
    let folder = tempfile::tempdir().unwrap();
    let conll =
        "-DOCSTART-\t0\t0\tx\tO\tO\n\nو\t0\t1\t_\tO\tO\nبغداد\t1\t6\te1\tO\tB-City\n\nأمس\t8\t11\t_\tO\tB-TIME\n";
    fs::write(folder.path().join("own.conll"), conll).unwrap();
    let (code, out, err) = train(&folder, &["own.conll", "--tag", "TIME=O", "--hold-back", "0", "--least", "1"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("learnt from 2 sentences, 2 tokens, 1 of them in names"), "{out}");
    let (code, _, err) = train(&folder, &["own.conll", "--tag", "TIME=WHEN"]);
    assert!(code == 1 && err.contains("no kind is called WHEN"), "{err}");
}

#[test]
fn refuses_a_broken_model_in_a_domain() {
    assert!(Tagger::from_bytes(b"nisbaCRF").is_err());
}
