//! Kinds of names, and the labels of tokens: outside, beginning, inside, end, single.

/// What a name names, as far as the tagger tells names apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A person.
    Person,
    /// A place of any size, countries included.
    Place,
    /// An organisation of any sort.
    Organization,
    /// Anything else that has a name.
    Misc,
}

impl Kind {
    /// All kinds, in the order of their labels.
    pub const ALL: [Self; 4] = [Self::Person, Self::Place, Self::Organization, Self::Misc];

    /// The code of the kind in CoNLL files.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Person => "PER",
            Self::Place => "LOC",
            Self::Organization => "ORG",
            Self::Misc => "MISC",
        }
    }

    /// The kind of a coarse type of the ontology; `None` for what is no name of its own (groups, topics).
    pub(super) fn of_coarse(coarse: &str) -> Option<Self> {
        match coarse {
            "PER" => Some(Self::Person),
            "LOC" => Some(Self::Place),
            "ORG" => Some(Self::Organization),
            "" | "GROUP" | "TOPIC" => None,
            _ => Some(Self::Misc),
        }
    }

    pub(super) fn index(self) -> usize {
        self as usize
    }
}

/// The number of labels.
pub(super) const LABELS: usize = 1 + 4 * Kind::ALL.len();
/// The label of tokens outside any name.
pub(super) const OUTSIDE: usize = 0;
const BEGIN: usize = 0;
const INSIDE: usize = 1;
const END: usize = 2;
const SINGLE: usize = 3;

/// A score for each label.
pub(super) type Scores = [f32; LABELS];

/// The labels of a name of so many tokens.
pub(super) fn labels_of(kind: Kind, length: usize) -> impl Iterator<Item = usize> {
    (0..length).map(move |i| {
        let place = match (i == 0, i + 1 == length) {
            (true, true) => SINGLE,
            (true, false) => BEGIN,
            (false, true) => END,
            (false, false) => INSIDE,
        };
        1 + 4 * kind.index() + place
    })
}

/// The kind of a label, where it is one of a name.
pub(super) fn kind(label: usize) -> Option<Kind> {
    Kind::ALL.get(label.checked_sub(1)? / 4).copied()
}

/// Whether a name or nothing begins with the label.
pub(super) fn begins(label: usize) -> bool {
    label == OUTSIDE || matches!((label - 1) % 4, BEGIN | SINGLE)
}

/// Whether nothing remains open after the label.
pub(super) fn ends(label: usize) -> bool {
    label == OUTSIDE || matches!((label - 1) % 4, END | SINGLE)
}

/// Whether one label may follow another.
pub(super) fn may_follow(before: usize, after: usize) -> bool {
    if ends(before) { begins(after) } else { !begins(after) && kind(before) == kind(after) }
}
