//! The fonts that letters are taken from, and whether they have all that a picture needs.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use resvg::usvg::fontdb::{Database, Source};
use ttf_parser::Face;
use unicode_width::UnicodeWidthChar;

use crate::drawing::canvas::{Drawing, Item};
use crate::drawing::svg::FONTS;
use crate::drawing::text::runs_right_to_left;
use crate::error::{Error, Result};

/// Fonts for pictures.
#[derive(Debug, Clone)]
pub struct Fonts {
    database: Arc<Database>,
    /// Where they were looked for, as a message tells it.
    origin: String,
}

/// Below this share of letters without a font a picture is made; what is missing is told.
const FEW: f64 = 0.05;

impl Fonts {
    /// Those of the system.
    #[must_use]
    pub fn of_system() -> Self {
        let mut database = Database::new();
        database.load_system_fonts();
        Self::with(database, "the fonts of this system".to_owned())
    }

    /// Those of font files, and of the files in folders, and no others.
    ///
    /// # Errors
    /// Where there is no such file, or no font in it.
    pub fn of_files(paths: &[PathBuf]) -> Result<Self> {
        let mut database = Database::new();
        for path in paths {
            let before = database.len();
            let mut files = Vec::new();
            for entry in walkdir::WalkDir::new(path).sort_by_file_name() {
                let entry = entry.map_err(|e| Error::io(path, e.into()))?;
                if entry.file_type().is_file() && (entry.path() == path || is_font(entry.path())) {
                    files.push(entry.into_path());
                }
            }
            for file in files {
                let bytes = std::fs::read(&file).map_err(|e| Error::io(&file, e))?;
                database.load_font_source(Source::Binary(Arc::new(bytes)));
            }
            if database.len() == before {
                let message = "has no font that can be read; give a TrueType or OpenType file (.ttf, .otf, .ttc), or a folder of them";
                return Err(Error::Export(format!("{} {message}", path.display())));
            }
        }
        let names: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
        Ok(Self::with(database, names.join(", ")))
    }

    fn with(mut database: Database, origin: String) -> Self {
        let families = |database: &Database, name: &str| {
            database.faces().any(|face| face.families.iter().any(|(family, _)| family == name))
        };
        let wanted = FONTS.split(", ").find(|name| families(&database, name)).map(str::to_owned);
        let first = || database.faces().find_map(|face| face.families.first()).map(|(family, _)| family.clone());
        if let Some(family) = wanted.or_else(first) {
            database.set_sans_serif_family(family);
        }
        Self { database: Arc::new(database), origin }
    }

    pub(super) fn database(&self) -> Arc<Database> {
        Arc::clone(&self.database)
    }

    /// The family that is taken where none of the wanted ones is there.
    pub(super) fn family(&self) -> String {
        self.database.family_name(&resvg::usvg::fontdb::Family::SansSerif).to_owned()
    }

    /// The characters of a picture's texts that no font has.
    #[must_use]
    pub fn missing(&self, drawing: &Drawing) -> BTreeSet<char> {
        let mut open: BTreeSet<char> = letters(drawing).into_keys().collect();
        for face in self.database.faces() {
            if open.is_empty() {
                break;
            }
            self.database.with_face_data(face.id, |data, index| {
                if let Ok(face) = Face::parse(data, index) {
                    open.retain(|&c| face.glyph_index(c).is_none());
                }
            });
        }
        open
    }

    /// Whether the letters of a picture are there, but for a few.
    pub(super) fn suffice(&self, drawing: &Drawing) -> Result<()> {
        let missing = self.missing(drawing);
        let letters = letters(drawing);
        let all: usize = letters.values().sum();
        let lost: usize = missing.iter().filter_map(|c| letters.get(c)).sum();
        let arabic: Vec<char> = missing.iter().copied().filter(|c| runs_right_to_left(&c.to_string())).collect();
        if (lost as f64) <= FEW * all as f64 && arabic.is_empty() {
            return Ok(());
        }
        let (script, shown) = if arabic.is_empty() {
            ("some letters of the labels", missing.iter().take(8).collect::<String>())
        } else {
            ("Arabic letters of the labels", arabic.iter().take(8).collect::<String>())
        };
        Err(Error::Export(format!(
            "no font has the {script} ({shown}; looked in {}); install a font that has them, for example the package \
             fonts-dejavu-core or fonts-noto-core, or give one with --font FILE",
            self.origin
        )))
    }
}

fn is_font(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
    ["ttf", "otf", "ttc", "otc"].contains(&ending.as_str())
}

/// The visible characters of a picture's texts, with their counts.
fn letters(drawing: &Drawing) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    let mut open: Vec<&Item> = drawing.items.iter().collect();
    while let Some(item) = open.pop() {
        match item {
            Item::Group { items, .. } => open.extend(items),
            Item::Text(text) => {
                let visible = |c: &char| !c.is_whitespace() && !c.is_control() && c.width() != Some(0);
                text.text.chars().filter(visible).for_each(|c| *counts.entry(c).or_insert(0) += 1);
            }
            Item::Path(_) => {}
        }
    }
    counts
}
