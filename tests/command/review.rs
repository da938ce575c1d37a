//! `nisba review`: decisions on the command line, in a file, and asked one by one.

use super::bad_input::tells;
use super::{Ran, finish, folder, folder_with_graph, nisba, run};

const BY: &str = "--by Salma --at 2026-01-31T12:00:00Z";

fn review(dir: &std::path::Path, what: &str) -> Ran {
    run(dir, &format!("review {BY} {what}"))
}

fn dump(dir: &std::path::Path) -> String {
    let ran = run(dir, "export --format nquads");
    tells(&ran, 0, &[]);
    ran.out
}

/// The id of the only decision in force.
fn only_id(dir: &std::path::Path) -> String {
    let list = run(dir, "review list");
    assert_eq!(list.out.lines().count(), 1, "{}", list.out);
    list.out.split('\t').next().expect("an id").to_owned()
}

#[test]
fn two_that_are_merged_have_one_card_and_come_apart_again() {
    let dir = folder_with_graph();
    let before = dump(dir.path());
    let merged = review(dir.path(), "merge Twitter Facebook");
    tells(&merged, 0, &[]);
    assert!(merged.out.contains("merge id:twitter id:facebook\tSalma\t2026-01-31T12:00:00Z"), "{}", merged.out);
    assert!(merged.out.contains("changed in the graph"), "{}", merged.out);
    let (one, other) = (run(dir.path(), "show id:twitter"), run(dir.path(), "show id:facebook"));
    assert_eq!(one.out, other.out);
    assert!(one.out.contains("https://w3id.org/nisba/id/twitter"), "{}", one.out);
    tells(&run(dir.path(), &format!("review undo {}", only_id(dir.path()))), 0, &[]);
    assert_eq!(dump(dir.path()), before);
}

#[test]
fn what_contradicts_an_earlier_decision_is_refused() {
    let dir = folder_with_graph();
    tells(&review(dir.path(), "keep-apart Twitter Facebook"), 0, &[]);
    let id = only_id(dir.path());
    tells(&review(dir.path(), "merge Facebook Twitter"), 1, &["contradicts", &id, "undo"]);
    tells(&review(dir.path(), "merge Twitter Twitter"), 1, &["itself"]);
    assert_eq!(only_id(dir.path()), id);
}

#[test]
fn a_rejected_statement_is_gone_from_every_answer() {
    let dir = folder_with_graph();
    let asked = |dir: &std::path::Path| run(dir, "query evidence -p subject=Twitter -f tsv").out;
    assert!(asked(dir.path()).contains("suspendsAccountsOf"), "{}", asked(dir.path()));
    tells(&review(dir.path(), "reject Twitter suspendsAccountsOf id:isis"), 0, &[]);
    assert!(!asked(dir.path()).contains("suspendsAccountsOf"), "{}", asked(dir.path()));
    assert!(!run(dir.path(), "show Twitter").out.contains("suspendsAccountsOf"));
    tells(&review(dir.path(), "reject Twitter suspendsAccountsOf Iraq"), 1, &["no document says this"]);
}

#[test]
fn a_correction_and_a_name_are_what_later_answers_say() {
    let dir = folder_with_graph();
    tells(&review(dir.path(), "correct Twitter suspendsAccountsOf id:isis --to monitors"), 0, &[]);
    let card = run(dir.path(), "show Twitter").out;
    assert!(card.contains("monitors") && !card.contains("suspendsAccountsOf"), "{card}");
    tells(&review(dir.path(), "correct Twitter monitors id:isis --factuality denied"), 0, &[]);
    let card = run(dir.path(), "show Twitter").out;
    assert!(card.contains("denied"), "{card}");
    let last = run(dir.path(), "review list")
        .out
        .lines()
        .last()
        .expect("two decisions")
        .split('\t')
        .next()
        .unwrap()
        .to_owned();
    assert!(card.contains(&format!("corrected by Salma, undo {last}")), "{card}");
    tells(&review(dir.path(), "rename Twitter X"), 0, &[]);
    tells(&review(dir.path(), "retype X Company"), 0, &[]);
    let card = run(dir.path(), "show X").out;
    assert!(card.contains("Company · "), "{card}");
}

#[test]
fn decisions_go_through_a_file_to_a_new_graph() {
    let article = "ألغت شركة تويتر عدد من الحسابات المرتبطة بتنظيم داعش.\n";
    let dir = folder(&[("a.txt", article.as_bytes())]);
    tells(&run(dir.path(), "build a.txt"), 0, &[]);
    tells(&review(dir.path(), "reject Twitter suspendsAccountsOf id:islamic-state --why wrong"), 0, &[]);
    let explained = run(dir.path(), "explain a 0 30").out;
    assert!(explained.contains("decided since, by people"), "{explained}");
    assert!(explained.contains("reject id:twitter nisba:suspendsAccountsOf id:islamic-state\tSalma"), "{explained}");
    assert!(!run(dir.path(), "explain a.txt 0 30").out.contains("decided since"), "a file has no decisions");
    tells(&review(dir.path(), "rename Twitter X"), 0, &[]);
    tells(&run(dir.path(), "review --export decisions.jsonl"), 0, &[]);
    let twice = run(dir.path(), "review --import decisions.jsonl");
    assert!(twice.out.contains("0 new, 2 known already"), "{}", twice.out);
    let file = std::fs::read(dir.path().join("decisions.jsonl")).expect("exported");
    let new = folder(&[("decisions.jsonl", &file), ("a.txt", article.as_bytes())]);
    tells(&run(new.path(), "build a.txt"), 0, &[]);
    assert!(run(new.path(), "show Twitter").out.contains("suspendsAccountsOf"));
    tells(&run(new.path(), "review --import decisions.jsonl"), 0, &[]);
    assert!(!run(new.path(), "show X").out.contains("suspendsAccountsOf"));
    let decided = dump(new.path());
    tells(&run(new.path(), "build a.txt"), 0, &[]);
    assert_eq!(dump(new.path()), decided, "decisions outlive another build");
    std::fs::remove_dir_all(new.path().join("nisba-store")).expect("removed");
    tells(&run(new.path(), "review --import decisions.jsonl"), 0, &[]);
    tells(&run(new.path(), "build a.txt"), 0, &[]);
    assert_eq!(dump(new.path()), decided, "and a graph that is built from nothing");
}

#[test]
fn bad_files_and_names_are_told_and_change_nothing() {
    let dir = folder_with_graph();
    let before = dump(dir.path());
    super::write(dir.path(), "bad.jsonl", b"{\"decision\":\"merge\"}\n");
    tells(&run(dir.path(), "review --import bad.jsonl"), 1, &["bad.jsonl", "line 1", "nothing was imported"]);
    tells(&run(dir.path(), "review --import none.jsonl"), 1, &["none.jsonl"]);
    tells(&review(dir.path(), "retype Twitter Firm"), 1, &["'Firm'", "Company"]);
    tells(&review(dir.path(), "split Twitter nowhere"), 1, &["nowhere", "docs list"]);
    tells(
        &review(dir.path(), "correct Twitter suspendsAccountsOf id:isis --factuality maybe"),
        1,
        &["'maybe'", "denied"],
    );
    tells(&run(dir.path(), "review --by Salma --at noon merge Twitter Facebook"), 1, &["'noon'"]);
    tells(&run(dir.path(), "review undo 000000000000"), 1, &["000000000000", "nothing was undone"]);
    tells(&run(dir.path(), "review --store nowhere list"), 1, &["nowhere"]);
    assert_eq!(dump(dir.path()), before);
}

#[test]
fn answers_hold_at_once_and_can_be_undone() {
    let dir = folder_with_graph();
    let before = dump(dir.path());
    let answer = |keys: &str| {
        let mut command = nisba(dir.path());
        command.args(format!("review {BY} --below 1").split(' ')).write_stdin(keys.to_owned());
        finish(&mut command)
    };
    let asked = answer("r\nu\nq\n");
    tells(&asked, 0, &[]);
    assert!(
        asked.out.contains("1/") && asked.out.contains("undone: ") && asked.out.contains("0 decisions made"),
        "{}",
        asked.out
    );
    assert_eq!(dump(dir.path()), before);
    let asked = answer("x\na\ns\nf\ndenied\n");
    assert!(asked.out.contains("no such key") && asked.out.contains("2 decisions made"), "{}", asked.out);
    assert_eq!(run(dir.path(), "review list").out.lines().count(), 2);
    let first = |ran: &Ran| ran.out.lines().find(|line| line.starts_with("1/")).map(str::to_owned);
    assert_ne!(first(&answer("q\n")), first(&asked), "what was answered is not asked again");
}
