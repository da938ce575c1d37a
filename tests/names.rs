//! Names in two scripts and in several spellings: how well pairs of the same name are told from others.

use std::fmt::Write as _;
use std::path::Path;

use nisba::domain::{DataFiles, Domain};
use nisba::name::{NameMatcher, SAME_NAME};

struct Pair {
    blind: bool,
    same: bool,
    kind: String,
    left: String,
    right: String,
}

fn pairs() -> Vec<Pair> {
    let text = include_str!("resolve/name_pairs.tsv");
    let rows = text.lines().skip(1).map(|line| line.split('\t').collect::<Vec<_>>());
    rows.map(|cells| Pair {
        blind: cells[0] == "blind",
        same: cells[1] == "1",
        kind: cells[2].to_owned(),
        left: cells[4].to_owned(),
        right: cells[5].to_owned(),
    })
    .collect()
}

/// The domain of the source folder, so that tables can be tried without compiling.
fn domain() -> Domain {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    Domain::load(&DataFiles::read(&folder).unwrap()).unwrap()
}

#[derive(Default, Clone, Copy)]
struct Figures {
    right: usize,
    wrong: usize,
    missed: usize,
}

impl Figures {
    fn of(scored: &[(f64, bool)], threshold: f64) -> Self {
        let mut figures = Self::default();
        for (score, same) in scored {
            match (*score >= threshold, same) {
                (true, true) => figures.right += 1,
                (true, false) => figures.wrong += 1,
                (false, true) => figures.missed += 1,
                (false, false) => {}
            }
        }
        figures
    }

    fn precision(self) -> f64 {
        self.right as f64 / (self.right + self.wrong).max(1) as f64
    }

    fn recall(self) -> f64 {
        self.right as f64 / (self.right + self.missed).max(1) as f64
    }

    fn f1(self) -> f64 {
        2.0 * self.right as f64 / (2 * self.right + self.wrong + self.missed).max(1) as f64
    }
}

/// The threshold with the best F1.
fn best(scored: &[(f64, bool)]) -> f64 {
    let at = (30..100).map(|t| f64::from(t) / 100.0);
    at.max_by(|a, b| Figures::of(scored, *a).f1().total_cmp(&Figures::of(scored, *b).f1())).unwrap()
}

/// One Latin letter or two for each Arabic letter, as a plain table has them; all else in lower case.
fn plain(name: &str) -> String {
    let table = [
        ("ا", "a"),
        ("أ", "a"),
        ("إ", "i"),
        ("آ", "a"),
        ("ب", "b"),
        ("ت", "t"),
        ("ث", "th"),
        ("ج", "j"),
        ("ح", "h"),
        ("خ", "kh"),
        ("د", "d"),
        ("ذ", "dh"),
        ("ر", "r"),
        ("ز", "z"),
        ("س", "s"),
        ("ش", "sh"),
        ("ص", "s"),
        ("ض", "d"),
        ("ط", "t"),
        ("ظ", "z"),
        ("ع", "a"),
        ("غ", "gh"),
        ("ف", "f"),
        ("ق", "q"),
        ("ك", "k"),
        ("ل", "l"),
        ("م", "m"),
        ("ن", "n"),
        ("ه", "h"),
        ("و", "w"),
        ("ي", "y"),
        ("ى", "a"),
        ("ة", "a"),
        ("ئ", "y"),
        ("ؤ", "w"),
        ("ء", ""),
    ];
    let mut written = String::new();
    for c in name.to_lowercase().chars() {
        match table.iter().find(|(letter, _)| letter.starts_with(c)) {
            Some((_, latin)) => written.push_str(latin),
            None => written.push(c),
        }
    }
    written
}

/// One minus the edit distance as a part of the longer name.
fn edit_similarity(a: &str, b: &str) -> f64 {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.iter().enumerate() {
            let changed = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(diagonal + 1).min(row[j] + 1);
        }
    }
    1.0 - row[b.len()] as f64 / a.len().max(b.len()).max(1) as f64
}

/// The same without vowels, which Arabic leaves out.
fn without_vowels(name: &str) -> String {
    plain(name).chars().filter(|c| !"aeiouwy".contains(*c)).collect()
}

type Measure<'a> = (&'static str, Box<dyn Fn(&Pair) -> f64 + 'a>);

fn measures<'a>(matcher: &'a NameMatcher<'a>) -> Vec<Measure<'a>> {
    vec![
        ("names", Box::new(|p| matcher.similarity(&matcher.read(&p.left), &matcher.read(&p.right)))),
        ("edit distance over a plain table", Box::new(|p| edit_similarity(&plain(&p.left), &plain(&p.right)))),
        ("the same without vowels", Box::new(|p| edit_similarity(&without_vowels(&p.left), &without_vowels(&p.right)))),
    ]
}

#[test]
fn pairs_of_one_name_are_told_from_others_better_than_by_edit_distance() {
    let (domain, pairs) = (domain(), pairs());
    assert!(pairs.iter().filter(|p| p.same).count() >= 500 && pairs.iter().filter(|p| !p.same).count() >= 500);
    let matcher = NameMatcher::new(&domain);
    let mut table = String::new();
    let mut blind_f1 = Vec::new();
    for (name, measure) in measures(&matcher) {
        let part = |blind: bool| -> Vec<(f64, bool)> {
            pairs.iter().filter(|p| p.blind == blind).map(|p| (measure(p), p.same)).collect()
        };
        let (read, blind) = (part(false), part(true));
        // Each baseline has the threshold that is best for it.
        let threshold = if name == "names" { SAME_NAME } else { best(&read) };
        for (part, scored) in [("read", &read), ("blind", &blind)] {
            let f = Figures::of(scored, threshold);
            let (p, r, f1) = (f.precision(), f.recall(), f.f1());
            writeln!(table, "{name:34} {part:5} at {threshold:.2}: P {p:.3} R {r:.3} F1 {f1:.3}").unwrap();
            if part == "blind" {
                blind_f1.push(f1);
            }
        }
        if name == "names" {
            writeln!(table, "    best on the read part: {:.2}", best(&read)).unwrap();
            for kind in ["person", "city", "variant-ar", "variant-la"] {
                let of_kind = pairs.iter().filter(|p| p.blind && p.kind == kind);
                let f = Figures::of(&of_kind.map(|p| (measure(p), p.same)).collect::<Vec<_>>(), threshold);
                let (p, r, f1) = (f.precision(), f.recall(), f.f1());
                writeln!(table, "    {kind:30} blind         P {p:.3} R {r:.3} F1 {f1:.3}").unwrap();
            }
        }
    }
    let shares = |p: &&Pair| {
        let keys = matcher.skeletons(&matcher.read(&p.left));
        matcher.skeletons(&matcher.read(&p.right)).iter().any(|key| keys.contains(key))
    };
    let same = || pairs.iter().filter(|p| p.same && p.blind);
    let shared = same().filter(shares).count() as f64 / same().count() as f64;
    let others = pairs.iter().filter(|p| !p.same && p.blind).filter(shares).count();
    writeln!(table, "skeleton shared by {shared:.3} of the same, {others} of the others, blind").unwrap();
    println!("{table}");
    if std::env::var_os("NISBA_NAME_ERRORS").is_some() {
        for p in pairs.iter().filter(|p| !p.blind) {
            let c = matcher.compare(&matcher.read(&p.left), &matcher.read(&p.right));
            if (c.score >= SAME_NAME) != p.same {
                let aligned: Vec<_> =
                    c.aligned.iter().map(|a| format!("{}={} {:.2}", a.left, a.right, a.score)).collect();
                println!(
                    "{} {:.2} {} | {} [{}] -{:?} +{:?}",
                    u8::from(p.same),
                    c.score,
                    p.left,
                    p.right,
                    aligned.join(", "),
                    c.only_left,
                    c.only_right
                );
            } else if p.same && !shares(&p) {
                println!(
                    "key {} | {} {:?} {:?}",
                    p.left,
                    p.right,
                    matcher.skeletons(&matcher.read(&p.left)),
                    matcher.skeletons(&matcher.read(&p.right))
                );
            }
        }
    }
    assert!(blind_f1[0] > blind_f1[1] + 0.05 && blind_f1[0] > blind_f1[2] + 0.05, "{table}");
}

#[test]
fn spellings_of_one_name_are_found_alike() {
    let domain = domain();
    let matcher = NameMatcher::new(&domain);
    let score = |a: &str, b: &str| matcher.similarity(&matcher.read(a), &matcher.read(b));
    let same = [
        ("كيري", "Kerry"),
        ("نتنياهو", "Netanyahu"),
        ("محمد", "Mohamed"),
        ("محمد", "Muhammad"),
        ("Mohammed", "Muhamed"),
        ("عبد الفتاح السيسي", "Abdel Fattah el-Sisi"),
        ("عبدالفتاح السيسي", "عبد الفتاح السيسي"),
        ("الباجي قايد السبسي", "Béji Caïd Essebsi"),
        ("الباجي قائد السبسي", "باجي قايد السبسى"),
        ("أبو بكر البغدادي", "Abu Bakr al-Baghdadi"),
        ("أبي بكر البغدادي", "أبو بكر البغدادي"),
        ("بشار الأسد", "Bashar al-Assad"),
        ("بشار الأسد", "Bachar el-Assad"),
        ("زين العابدين بن علي", "Zine El Abidine Ben Ali"),
        ("سيف الدين مخلوف", "Seifeddine Makhlouf"),
        ("ناصر الشيخ", "Nasser ash-Shaykh"),
        ("محمد بن سلمان آل سعود", "Mohammed bin Salman Al Saud"),
        ("عبد الرحمن", "Abderrahmane"),
        ("جمال عبد الناصر", "Gamal Abdel Nasser"),
        ("جميلة بوحيرد", "Djamila Bouhired"),
        ("معمر القذافي", "Muammar Gaddafi"),
        ("أنطوان غريزمان", "أنطوان جريزمان"),
        ("يوسف الشاهد", "Youssef Chahed"),
    ];
    for (a, b) in same {
        assert!(score(a, b) >= SAME_NAME, "{a} {b} {:?}", matcher.compare(&matcher.read(a), &matcher.read(b)));
        assert!((score(a, b) - score(b, a)).abs() < 1e-9, "{a} {b}");
        let (of_a, of_b) = (matcher.skeletons(&matcher.read(a)), matcher.skeletons(&matcher.read(b)));
        assert!(of_a.iter().any(|key| of_b.contains(key)), "{a} {b} {of_a:?} {of_b:?}");
    }
    let others = [
        ("حسن العبيدي", "حسين العبيدي"),
        ("محمد العبيدي", "محمود العبيدي"),
        ("عبد الله الغنوشي", "عبد الرحمن الغنوشي"),
        ("John Kerry", "جون كينيدي"),
        ("حافظ السبسي", "الباجي السبسي"),
        ("Kim Jong Un", "كيم جونغ إل"),
        ("القرار 2170", "القرار 2254"),
        ("السبسي", "الشاهد"),
    ];
    for (a, b) in others {
        assert!(score(a, b) < SAME_NAME, "{a} {b} {:?}", matcher.compare(&matcher.read(a), &matcher.read(b)));
    }
}

#[test]
fn a_comparison_tells_which_words_stand_for_each_other() {
    let domain = domain();
    let matcher = NameMatcher::new(&domain);
    let comparison = matcher.compare(&matcher.read("محمد الباجي قائد السبسي"), &matcher.read("Beji Caid Essebsi"));
    let words: Vec<_> = comparison.aligned.iter().map(|pair| (pair.left.as_str(), pair.right.as_str())).collect();
    assert_eq!(words, [("الباجي", "beji"), ("قايد", "caid"), ("السبسي", "essebsi")]);
    assert_eq!((comparison.only_left, comparison.only_right), (vec!["محمد".to_owned()], vec![]));
}

#[test]
fn strange_names_are_compared_without_harm() {
    let domain = domain();
    let matcher = NameMatcher::new(&domain);
    let long = "عبد الرحمن بن ".repeat(200);
    let letters = "ﻼaé’‘ʿـ".repeat(300);
    let strange =
        ["", " - ", "42", "一二", "Владимир", "عبد", "ال", "al", "Ž", "🙂", "أبو", "\u{301}", &long, &letters];
    for a in strange {
        for b in strange {
            let (x, y) = (matcher.read(a), matcher.read(b));
            let comparison = matcher.compare(&x, &y);
            assert!((0.0..=1.0).contains(&comparison.score), "{a} {b} {comparison:?}");
            assert!((comparison.score - matcher.similarity(&x, &y)).abs() < 1e-12);
        }
        assert!(
            matcher.read(a).is_empty() || (matcher.similarity(&matcher.read(a), &matcher.read(a)) - 1.0).abs() < 1e-9,
            "{a}"
        );
    }
}

/// How many comparisons a second: `cargo test --release speed_of_names -- --ignored --nocapture`.
#[test]
#[ignore = "measures time"]
fn speed_of_names() {
    let (domain, pairs) = (domain(), pairs());
    let matcher = NameMatcher::new(&domain);
    let names: Vec<_> = pairs.iter().flat_map(|p| [matcher.read(&p.left), matcher.read(&p.right)]).collect();
    let begin = std::time::Instant::now();
    let mut sum = 0.0;
    let mut count = 0_u32;
    for (i, a) in names.iter().enumerate() {
        for b in names.iter().skip(i % 7).step_by(50) {
            sum += matcher.similarity(a, b);
            count += 1;
        }
    }
    println!("{:.0} a second ({sum:.1})", f64::from(count) / begin.elapsed().as_secs_f64());
}
