//! What the words around a trigger do to a statement: negation, plan, possibility, accusation.

use super::layout::Layout;
use crate::annotation::Factuality;
use crate::domain::Cue;

/// The factuality that the cues before a trigger give, and the cue's token.
pub(super) fn factuality(layout: &Layout<'_>, trigger: usize) -> Option<(Factuality, usize)> {
    find(layout, trigger).map(|(cue, at)| (cue.factuality, at))
}

/// The first cue that bears on a trigger, and its token.
pub(super) fn find<'a>(layout: &Layout<'a>, trigger: usize) -> Option<(&'a Cue, usize)> {
    let sentence = layout.sentence(trigger);
    for cue in &layout.language.cues {
        if cue.clitic.is_some() {
            let verb = layout.is_verb(trigger);
            let (preposition, _) = layout.clitics(trigger);
            let fits = preposition == cue.clitic && (cue.verb == verb || cue.masdar && !verb);
            if fits {
                return Some((cue, trigger));
            }
            continue;
        }
        let reach = sentence.start.max(trigger.saturating_sub(cue.reach));
        let mut at = trigger;
        while at > reach {
            at -= 1;
            let token = &layout.text.tokens[at];
            let holds = |form: &str| cue.words.binary_search_by(|word| word.as_str().cmp(form)).is_ok();
            let fits = holds(&token.key) || holds(&token.stem);
            if fits
                && !excepted(layout, cue, at)
                && (!cue.present || layout.language.is_present(&layout.text.tokens[at + 1].stem))
            {
                return Some((cue, at));
            }
            let joins = cue.over_verbs && layout.key_in_set(at, "that");
            let ends = layout.is_barrier(at) && !joins
                || layout.mark(at).is_some_and(|m| m != "(" && m != ")")
                || (!cue.over_verbs && layout.is_verb(at) && !layout.key_in_set(at, "auxiliary"));
            if ends {
                break;
            }
        }
    }
    None
}

/// Whether the words after or around a cue make it something else («لا سيما»).
fn excepted(layout: &Layout<'_>, cue: &Cue, at: usize) -> bool {
    cue.except.iter().any(|words| {
        let end = at + words.len();
        end <= layout.text.tokens.len()
            && words
                .iter()
                .zip(&layout.text.tokens[at..end])
                .all(|(word, token)| token.key == *word || token.stem == *word)
    })
}
