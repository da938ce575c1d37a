//! `nisba export --format svg|png|pdf`.

use std::fs;

use super::bad_input::tells;
use super::{folder_with_graph, run};

/// A font without Arabic letters, where Debian's fonts-dejavu-core has it.
#[cfg(feature = "pictures")]
const LATIN: &str = "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf";
/// One with them, of the same package.
#[cfg(feature = "pictures")]
const ARABIC: &str = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf";

#[test]
fn svg_shows_each_kind_of_picture_and_tells_what_it_leaves_out() {
    let dir = folder_with_graph();
    for kind in ["graph", "timeline", "timeline --lanes entity", "matrix"] {
        let ran = run(dir.path(), &format!("export --format svg --picture {kind}"));
        tells(&ran, 0, &[]);
        assert!(ran.out.starts_with("<?xml") && ran.out.trim_end().ends_with("</svg>"), "{kind}: {}", ran.out);
        assert!(ran.out.contains("direction=\"rtl\""), "{kind}");
    }
    let ran = run(dir.path(), "export -f svg --labels en -o graph.svg");
    tells(&ran, 0, &["names of relations are not shown"]);
    let svg = fs::read_to_string(dir.path().join("graph.svg")).expect("written");
    assert!(svg.contains(">Iraq</text>") && svg.contains("<title>"), "{svg}");
    assert!(svg.contains("are not shown</text>"), "the picture tells it too: {svg}");
    assert_eq!(run(dir.path(), "export -f svg --labels en -q").err, "");
    tells(&run(dir.path(), "export -f svg --picture pie"), 1, &["graph, timeline, matrix"]);
}

#[cfg(feature = "pictures")]
#[test]
fn png_and_pdf_are_made_with_the_font_given() {
    if !std::path::Path::new(ARABIC).is_file() {
        assert_ne!(std::env::var("CI").as_deref(), Ok("true"), "{ARABIC} is missing: run .ci/readback-setup");
        println!("skipped: {ARABIC} is missing");
        return;
    }
    let dir = folder_with_graph();
    tells(&run(dir.path(), &format!("export -f png --font {ARABIC} --width 640 -o graph.png -q")), 0, &[]);
    let png = fs::read(dir.path().join("graph.png")).expect("written");
    assert!(png.starts_with(b"\x89PNG") && png[16..20] == 640_u32.to_be_bytes(), "a PNG of 640 pixels");
    tells(&run(dir.path(), &format!("export -f pdf --font {ARABIC} --picture matrix -o matrix.pdf -q")), 0, &[]);
    assert!(fs::read(dir.path().join("matrix.pdf")).expect("written").starts_with(b"%PDF-"));

    let ran = run(dir.path(), &format!("export -f png --font {LATIN} -o no.png"));
    tells(&ran, 1, &["no font has the Arabic letters", LATIN, "fonts-dejavu-core", "--font FILE"]);
    assert!(!dir.path().join("no.png").exists(), "nothing is written");
    fs::create_dir(dir.path().join("fonts")).expect("made");
    tells(&run(dir.path(), "export -f pdf --font fonts -o no.pdf"), 1, &["fonts has no font", ".ttf"]);
    tells(&run(dir.path(), "export -f pdf --font nowhere.ttf -o no.pdf"), 1, &["nowhere.ttf"]);
    tells(&run(dir.path(), "export -f png --width 0 -o no.png"), 1, &["--width"]);
}
