//! Numbers in digits and words: «خمسة وعشرون», «ثلاثة آلاف ومئتين», «2.5 مليون», “five hundred and six”.

use super::cursor::Cursor;
use crate::domain::Role;

/// A number as far as its words reach.
#[derive(Debug, Clone, Copy)]
pub(super) struct Count {
    pub(super) end: usize,
    pub(super) value: f64,
    /// Whether it is in words only.
    pub(super) words: bool,
    /// The last power that multiplies it: 1000 in «5 آلاف»; 1 where there is none.
    pub(super) scale: f64,
}

/// What one word or figure adds to a number.
#[derive(Debug, Clone, Copy)]
enum Atom {
    Figure(f64),
    Unit { value: f64, juxtaposed: bool },
    TeenMark,
    Teen(f64),
    Ten { value: f64, juxtaposed: bool },
    Hundred { value: f64, juxtaposed: bool },
    Scale(f64),
    ScaleDual(f64),
}

/// The part of a number below one thousand, or a figure.
#[derive(Debug, Default, Clone, Copy)]
struct Group {
    figure: Option<f64>,
    hundreds: Option<f64>,
    tens: Option<f64>,
    units: Option<f64>,
}

impl Group {
    fn is_empty(&self) -> bool {
        self.figure.is_none() && self.hundreds.is_none() && self.tens.is_none() && self.units.is_none()
    }

    fn value(&self) -> f64 {
        [self.figure, self.hundreds, self.tens, self.units].into_iter().flatten().sum()
    }

    /// Takes one more word; false where it does not belong to this group.
    fn take(&mut self, atom: Atom, joined: bool) -> bool {
        let empty = self.is_empty();
        if self.figure.is_some() {
            return false;
        }
        match atom {
            Atom::Figure(value) if empty => self.figure = Some(value),
            Atom::Unit { value, juxtaposed } if self.units.is_none() => {
                // Arabic says the unit before the ten, English after it.
                let fits = if juxtaposed { self.tens != Some(10.0) } else { empty || joined && self.tens.is_none() };
                if !fits {
                    return false;
                }
                self.units = Some(value);
            }
            Atom::TeenMark if !joined && self.tens.is_none() && self.units.is_some() => self.tens = Some(10.0),
            Atom::Teen(value) if self.tens.is_none() && self.units.is_none() => {
                self.tens = Some(10.0);
                self.units = Some(value - 10.0);
            }
            Atom::Ten { value, juxtaposed } if self.tens.is_none() => {
                let fits = if juxtaposed { self.units.is_none() } else { empty || joined };
                if !fits {
                    return false;
                }
                self.tens = Some(value);
            }
            Atom::Hundred { value, .. } if self.hundreds.is_none() && empty => self.hundreds = Some(value),
            Atom::Hundred { value: 100.0, juxtaposed } if self.hundreds.is_none() && self.tens.is_none() && !joined => {
                let Some(units) = self.units.filter(|units| juxtaposed || *units > 2.0) else { return false };
                (self.hundreds, self.units) = (Some(units * 100.0), None);
            }
            _ => return false,
        }
        true
    }
}

/// The number that begins at `at`. «One» alone is none.
pub(super) fn read(cursor: &Cursor<'_>, at: usize) -> Option<Count> {
    let mut total = 0.0;
    let mut group = Group::default();
    let mut last_scale = f64::INFINITY;
    let mut count = Count { end: at, value: 0.0, words: true, scale: 1.0 };
    let mut next = at;
    let mut joined = false;
    loop {
        let first = next == at;
        let Some((end, atom)) = atom(cursor, next, &group) else { break };
        let adds = first || joined || juxtaposed(atom);
        match atom {
            // Only digits multiply in «24 مليون»; a new group after a power needs «and».
            Atom::Scale(scale) if scale < last_scale => {
                if group.is_empty() && adds {
                    total += scale;
                } else if !group.is_empty() && !joined && group.value() < 1e6 {
                    total += group.value() * scale;
                } else {
                    break;
                }
                (group, last_scale, count.scale) = (Group::default(), scale, scale);
            }
            Atom::ScaleDual(scale) if scale < last_scale && group.is_empty() && adds => {
                total += 2.0 * scale;
                (last_scale, count.scale) = (scale, scale);
            }
            Atom::Scale(_) | Atom::ScaleDual(_) => break,
            Atom::Figure(value) => {
                if !(first || joined && total > 0.0 && value < last_scale) || !group.take(atom, joined) {
                    break;
                }
                count.words = false;
            }
            _ => {
                let chained = !group.is_empty() || adds;
                if !chained || !group.take(atom, joined) {
                    break;
                }
            }
        }
        count.end = end;
        (next, joined) = cursor.link(end);
        if next == end && cursor.mark(end, &["-"]) && cursor.glued(end) && cursor.glued(end + 1) && count.words {
            next = end + 1;
        }
    }
    count.value = total + group.value();
    if count.end == at || count.words && count.value == 1.0 {
        return None;
    }
    Some(count)
}

fn juxtaposed(atom: Atom) -> bool {
    match atom {
        Atom::Unit { juxtaposed, .. } | Atom::Ten { juxtaposed, .. } | Atom::Hundred { juxtaposed, .. } => juxtaposed,
        Atom::Teen(_) => true,
        _ => false,
    }
}

fn atom(cursor: &Cursor<'_>, at: usize, group: &Group) -> Option<(usize, Atom)> {
    if let Some((end, value)) = split_decimal(cursor, at) {
        return Some((end, Atom::Figure(value)));
    }
    if let Some(figure) = cursor.figure(at) {
        if cursor.entangled(at) {
            return None;
        }
        return Some(spaced(cursor, at, figure.value, figure.plain));
    }
    let teen = group.units.is_some() && group.tens.is_none();
    cursor.role(at, |role| match role {
        Role::TeenMark if teen && cursor.clean(at) => Some(Atom::TeenMark),
        Role::Unit { teen_only: true, .. } if cursor.is(at + 1, Role::TeenMark).is_none() => None,
        Role::Unit { value, juxtaposed, .. } => Some(Atom::Unit { value: f64::from(value), juxtaposed }),
        Role::Teen(value) => Some(Atom::Teen(f64::from(value))),
        Role::Ten { value: 10, juxtaposed: false } if teen && cursor.clean(at) => None,
        Role::Ten { value, juxtaposed } => Some(Atom::Ten { value: f64::from(value), juxtaposed }),
        Role::Hundred { value, juxtaposed } => Some(Atom::Hundred { value: f64::from(value), juxtaposed }),
        Role::Scale(value) => Some(Atom::Scale(value)),
        Role::ScaleDual(value) => Some(Atom::ScaleDual(value)),
        _ => None,
    })
}

/// A decimal number in three tokens: «20،3» before a unit, and «3ر2» for 2.3.
fn split_decimal(cursor: &Cursor<'_>, at: usize) -> Option<(usize, f64)> {
    if !cursor.glued(at + 1) || !cursor.glued(at + 2) {
        return None;
    }
    let sign = cursor.fold(at + 1);
    let reversed = cursor.values.reversed_decimals.iter().any(|&c| sign.chars().eq([c]));
    let comma = cursor.mark(at + 1, &["،"]) && counts_something(cursor, at + 3);
    if !reversed && !comma {
        return None;
    }
    let (first, second) = (cursor.figure(at)?, cursor.figure(at + 2)?);
    let (whole, part) = if reversed { (second, first) } else { (first, second) };
    let digits = part.plain.filter(|&digits| digits <= 3)?;
    whole.plain?;
    Some((at + 3, whole.value + part.value / 10f64.powi(digits as i32)))
}

/// A figure whose thousands stand apart: «20 000».
fn spaced(cursor: &Cursor<'_>, at: usize, value: f64, plain: Option<usize>) -> (usize, Atom) {
    let (mut end, mut value) = (at + 1, value);
    if plain.is_some_and(|digits| digits <= 3) && value >= 1.0 {
        while end < at + 5
            && !cursor.entangled(end)
            && let Some(next) = cursor.figure(end).filter(|next| next.plain == Some(3))
        {
            value = value * 1000.0 + next.value;
            end += 1;
        }
    }
    (end, Atom::Figure(value))
}

/// Whether a currency, a share or a unit of time follows a number.
pub(super) fn counts_something(cursor: &Cursor<'_>, at: usize) -> bool {
    // «سنة 1988 اليوم» counts no days.
    let definite = cursor.reading(at).is_some_and(|reading| reading.article);
    let unit = |role| match role {
        Role::Percent | Role::Currency { .. } | Role::Scale(_) | Role::Sign(_) => Some(()),
        Role::Time { .. } if !definite => Some(()),
        _ => None,
    };
    cursor.mark(at, &["%", "٪"]) || cursor.clean_role(at, unit).is_some()
}
