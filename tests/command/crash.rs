//! A build that is killed at any moment leaves whole documents, and the same command goes on.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use nisba::store::Store;
use rand_mt::Mt64;

use super::small::{self, Graphs, Lines};
use super::write;

/// How often a build is killed, over all kinds of stores.
const KILLS: usize = 204;

const DOCUMENTS: usize = 100;

/// Makes an empty store in a folder that is not there.
type Make = fn(&Path);

/// The kinds of stores that this build of the program can write.
fn kinds() -> Vec<Make> {
    let as_nquads: Make = |path| drop(Store::open_as_nquads(path).expect("made"));
    // The program itself makes one of its default kind.
    if cfg!(feature = "rocksdb") { vec![as_nquads, |_| ()] } else { vec![as_nquads] }
}

/// Documents in a folder, changed from round to round, and a store that is to follow them.
struct Scene<'a> {
    folder: &'a Path,
    graphs: Graphs,
    /// The versions of the documents that are there.
    versions: BTreeMap<usize, usize>,
    random: Mt64,
}

impl Scene<'_> {
    fn below(&mut self, limit: u64) -> u64 {
        self.random.next_u64() % limit
    }

    /// Adds, changes and removes about half of the documents.
    fn change(&mut self) {
        for number in 0..DOCUMENTS {
            match self.below(6) {
                0 => _ = self.versions.remove(&number),
                version @ 1..=2 => _ = self.versions.insert(number, usize::try_from(version).expect("small")),
                _ => {}
            }
        }
        self.versions.insert(0, 1);
        fs::remove_dir_all(self.folder.join("t")).ok();
        for (number, version) in &self.versions {
            write(self.folder, &format!("t/{number}.txt"), small::text(*number, *version).as_bytes());
        }
    }

    fn program(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_nisba"));
        command.args("build t --prune --quiet --domain domain --store store".split(' '));
        command.current_dir(self.folder).env_remove("NISBA_STORE").stdout(Stdio::null()).stderr(Stdio::piped());
        command
    }

    /// Runs a build to its end, and tells how long it took.
    fn build(&self) -> Duration {
        let start = Instant::now();
        let output = self.program().output().expect("started");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        start.elapsed()
    }

    /// Begins a build and kills it; returns whether it was killed before its end.
    fn kill_after(&self, wait: Duration) -> bool {
        let mut child = self.program().spawn().expect("started");
        std::thread::sleep(wait);
        child.kill().expect("killed, or ended before");
        let output = child.wait_with_output().expect("ended");
        let killed = output.status.signal() == Some(9);
        assert!(killed || output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        killed
    }

    /// The store's documents, each of which must be whole, in a version that it has or had: the versions by number.
    fn check(&mut self) -> BTreeMap<usize, usize> {
        let path = self.folder.join("store");
        if !path.exists() {
            return BTreeMap::new();
        }
        let store = opened(&path);
        let mut listed = BTreeMap::new();
        let mut expected = Lines::new();
        for document in store.documents().expect("read") {
            let number: usize = document.id.parse().expect("a number");
            let text = store.text(document.iri.as_ref()).expect("read").expect("there");
            let version = (1..=2).find(|version| small::text(number, *version) == text).expect("a version");
            expected.extend(self.graphs.of(&document.id, &text).iter().cloned());
            listed.insert(number, version);
        }
        small::assert_same(&small::lines(&store), &expected, "the documents that are listed");
        for folder in [path.clone(), path.join("documents")] {
            let entries = fs::read_dir(folder).into_iter().flatten().map(|entry| entry.expect("readable").path());
            assert_eq!(entries.filter(|path| path.extension().is_some_and(|end| end == "tmp")).count(), 0);
        }
        listed
    }
}

#[test]
fn a_killed_build_leaves_whole_documents_and_goes_on() {
    let kinds = kinds();
    let mut in_the_middle = 0;
    for (at, make) in kinds.iter().enumerate() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        small::write_domain(folder.path());
        let graphs = Graphs::new(folder.path(), None);
        let random = Mt64::new(u64::try_from(at).expect("small") + 1);
        let mut scene = Scene { folder: folder.path(), graphs, versions: BTreeMap::new(), random };
        in_the_middle += kill_often(&mut scene, *make, KILLS / kinds.len());
    }
    // How many depends on the machine; that some are is what the test is for.
    assert!(in_the_middle >= 5, "only {in_the_middle} of {KILLS} kills were in the midst of writing");
}

/// Returns how many of the kills were seen to have been in the midst of writing.
fn kill_often(scene: &mut Scene<'_>, make: Make, kills: usize) -> usize {
    let store = scene.folder.join("store");
    make(&store);
    (0..DOCUMENTS).for_each(|number| _ = scene.versions.insert(number, 1));
    scene.change();
    // About when a build is killed. It follows what the machine does at the time: longer where nothing was written yet,
    // shorter where the build came to its end.
    let mut about = scene.build();
    let (mut killed, mut in_the_middle, mut rounds) = (0, 0, 0);
    while killed < kills {
        rounds += 1;
        if rounds % 8 == 0 {
            fs::remove_dir_all(&store).expect("removed");
            make(&store);
        }
        let mut before = scene.check();
        scene.change();
        loop {
            let spread = f64::from(u32::try_from(scene.below(1000)).expect("small")) / 1000.0;
            let wait = about.mul_f64(0.4 + 1.2 * spread);
            if killed == kills || !scene.kill_after(wait) {
                about = about.mul_f64(0.8);
                break;
            }
            killed += 1;
            // At other times the program itself is the first to see the store again.
            if scene.below(4) > 0 {
                let after = scene.check();
                if after == before {
                    about = about.mul_f64(1.2);
                }
                in_the_middle += usize::from(after != before && after != scene.versions);
                before = after;
            }
        }
        scene.build();
        assert_eq!(scene.check(), scene.versions);
    }
    eprintln!("{killed} kills in {rounds} rounds, {in_the_middle} seen in the midst of writing");
    // The same documents, built anew without a kill.
    let followed = small::stored_lines(&store);
    fs::remove_dir_all(&store).expect("removed");
    scene.build();
    small::assert_same(&small::stored_lines(&store), &followed, "a fresh build");
    in_the_middle
}

/// The store. Another test that starts a program at this moment may hold a copy of its lock for an instant.
fn opened(path: &Path) -> Store {
    for _ in 0..200 {
        match Store::open(path) {
            Err(e) if e.to_string().contains("in use") => std::thread::sleep(Duration::from_millis(20)),
            opened => return opened.expect("opened after the kill"),
        }
    }
    panic!("the store stayed in use");
}
