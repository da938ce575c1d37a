//! Statements with what led to them: for `explain`.

use super::layout::Layout;
use super::{Candidate, cue, emit, inner, matcher, post, settle, speech};
use crate::domain::{Cue, Pattern};

/// A statement and what led to it. Tokens are indices.
pub(crate) struct Trace<'a> {
    pub(crate) candidate: Candidate,
    /// The pattern that matched; none for posts and for names inside names.
    pub(crate) pattern: Option<&'a Pattern>,
    /// The token from which it did.
    pub(crate) trigger: Option<usize>,
    /// The cue that bears on the trigger, with its token, where the pattern itself does not decide.
    pub(crate) cue: Option<(&'a Cue, usize)>,
    /// The pattern that says who speaks, with its trigger.
    pub(crate) speech: Option<(&'a Pattern, usize)>,
}

/// The statements of [`super::find`], each with what led to it, in the order of their evidence.
pub(crate) fn trace<'a>(layout: &Layout<'a>) -> Vec<Trace<'a>> {
    let patterns = &layout.language.patterns.all;
    let mut candidates = Vec::new();
    post::find(layout, &mut candidates);
    inner::find(layout, &mut candidates);
    let plain = |candidate| Trace { candidate, pattern: None, trigger: None, cue: None, speech: None };
    let mut traces: Vec<Trace<'a>> = candidates.into_iter().map(plain).collect();
    let matches = matcher::run(layout);
    let speeches = speech::scopes(layout, &matches);
    for one in settle(layout, matches) {
        let pattern = &patterns[one.pattern];
        let mut candidates = Vec::new();
        emit(layout, &one, &speeches, &mut candidates);
        let cue = cue::find(layout, one.trigger).filter(|_| !pattern.standing && pattern.factuality.is_none());
        let scope = speech::around(&speeches, one.trigger);
        for candidate in candidates {
            let own = cue.filter(|(cue, _)| cue.factuality == candidate.factuality);
            let speech = scope.filter(|_| candidate.claimant.is_some());
            traces.push(Trace {
                candidate,
                pattern: Some(pattern),
                trigger: Some(one.trigger),
                cue: own,
                speech: speech.map(|scope| (&patterns[scope.pattern], scope.trigger)),
            });
        }
    }
    traces.sort_by(|a, b| {
        let key = |t: &Trace<'_>| (t.candidate.evidence.start, t.candidate.evidence.end);
        (key(a), &a.candidate.predicate).cmp(&(key(b), &b.candidate.predicate))
    });
    traces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Domain;
    use crate::pipeline::Found;
    use crate::text::AnalysedText;

    #[test]
    fn the_traces_are_of_the_statements_that_are_found() {
        let domain = Domain::embedded().expect("the embedded domain is sound");
        let seed = include_str!("../../data/samples/seed.txt");
        let news = "قال وزير الخارجية الفرنسي لوران فابيوس إن الجيش العراقي لم يهاجم تنظيم داعش في 15 سبتمبر 2014.";
        for raw in [seed, news] {
            let text = AnalysedText::new(&domain, raw);
            let found = Found::new(&domain, &text, None).expect("Arabic is known");
            let layout = found.layout(&domain, &text);
            let traced: Vec<Candidate> = trace(&layout).into_iter().map(|trace| trace.candidate).collect();
            assert!(!traced.is_empty());
            assert_eq!(traced, super::super::find(&layout));
        }
    }
}
