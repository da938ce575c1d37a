//! The YAML form of `money.yaml`: signs and words of currencies.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_saphyr::Spanned;

use super::Currency;
use super::sheet::{Sheet, Sink, Words};
use super::words::Role;
use crate::text::fold;

/// `money.yaml`.
#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Money {
    signs: BTreeMap<String, Spanned<String>>,
    currencies: Vec<CurrencySheet>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CurrencySheet {
    words: Words,
    #[serde(default)]
    duals: Words,
    #[serde(default)]
    default: Option<Spanned<String>>,
    #[serde(default)]
    of: BTreeMap<String, Spanned<String>>,
}

impl Sheet for Money {
    fn fill(self, sink: &mut Sink<'_>) {
        for (sign, code) in self.signs {
            sink.code(&code);
            let index = sink.values.signs.len();
            let word = Spanned::new(sign, code.referenced, code.defined);
            sink.add(&word, Role::Sign(index));
            sink.values.signs.push(code.value);
        }
        for sheet in self.currencies {
            for code in sheet.default.iter().chain(sheet.of.values()) {
                sink.code(code);
            }
            let index = sink.values.currencies.len();
            sink.all(&sheet.words, Role::Currency { index, dual: false });
            sink.all(&sheet.duals, Role::Currency { index, dual: true });
            sink.values.currencies.push(Currency {
                default: sheet.default.map(|code| code.value),
                of: sheet.of.into_iter().map(|(word, code)| (fold(&word), code.value)).collect(),
            });
        }
    }
}
