//! Asks about what is in doubt, one question after the other; each answer is in the graph before the next question.

use std::io::{self, Write};

use nisba::domain::Domain;
use nisba::store::Store;

use super::super::count::count;
use super::doubt::{Doubt, doubts};
use super::keys::Answers;
use super::pair::{Pair, pairs};
use super::{follow, is_asked_on_terminal, line, open};
use crate::cli::args::{General, Review, ReviewOnly};
use crate::cli::color::Paint;
use crate::cli::failure::{Failure, Outcome};
use crate::cli::sentence::Texts;

/// What is asked.
enum Question {
    Pair(Pair),
    Statement(Box<Doubt>),
}

pub(super) fn run(args: &Review, general: &General) -> Result<Outcome, Failure> {
    let domain = general.load_domain()?;
    let store = open(&args.store)?;
    let mut questions = Vec::new();
    if args.only != Some(ReviewOnly::Statements) {
        questions.extend(pairs(&store, &domain)?.into_iter().map(Question::Pair));
    }
    if args.only != Some(ReviewOnly::Entities) {
        questions.extend(doubts(&store, args.below)?.into_iter().map(|doubt| Question::Statement(Box::new(doubt))));
    }
    let mut talk = Talk {
        store: &store,
        domain: &domain,
        paint: Paint::new(general),
        texts: Texts::new(&store, &domain),
        answers: Answers::new(is_asked_on_terminal()),
        made: Vec::new(),
    };
    talk.through(&questions, args)?;
    follow(&store, general)?;
    Ok(Outcome::Done)
}

/// A session of questions and answers.
pub(super) struct Talk<'a> {
    pub(super) store: &'a Store,
    pub(super) domain: &'a Domain,
    pub(super) paint: Paint,
    pub(super) texts: Texts<'a>,
    pub(super) answers: Answers,
    /// The ids of the decisions of this session and the questions that they answer, the last one at the end.
    made: Vec<(String, usize)>,
}

impl Talk<'_> {
    fn through(&mut self, questions: &[Question], args: &Review) -> Result<(), Failure> {
        if questions.is_empty() {
            return self.say("nothing is in doubt; --below X asks about surer statements too");
        }
        let mut at = 0;
        while let Some(question) = questions.get(at) {
            if self.is_answered(question, questions) {
                at += 1;
                continue;
            }
            let number = format!("{}/{}", at + 1, questions.len());
            let keys = match question {
                Question::Pair(pair) => pair.show(self, &number).map(|()| Pair::KEYS),
                Question::Statement(doubt) => doubt.show(self, &number).map(|()| Doubt::KEYS),
            }?;
            let key = match self.answers.key(keys).map_err(Failure::written)? {
                None | Some('q') => break,
                Some('u') => {
                    at = self.undo(at)?;
                    continue;
                }
                Some(key) => key,
            };
            let action = match question {
                Question::Pair(pair) => pair.answered(key),
                Question::Statement(doubt) => doubt.answered(key, self)?,
            };
            if let Some(action) = action {
                let decision = args.decider.decision(action)?;
                let mut decisions = self.store.decisions();
                match decisions.add(decision.clone()) {
                    Ok(_) => {
                        self.store.decide(decisions)?;
                        self.say(&line::of(&decision, self.domain))?;
                        self.made.push((decision.id(), at));
                    }
                    // It contradicts another one: that is told, and the talk goes on.
                    Err(e) => self.say(&e.to_string())?,
                }
            }
            at += 1;
        }
        let n = self.made.len();
        self.say(&format!("{} made", count(n, "decision")))
    }

    /// Whether what was answered before answers this question too.
    fn is_answered(&self, question: &Question, questions: &[Question]) -> bool {
        match question {
            Question::Pair(pair) => pair.is_decided(self.store),
            Question::Statement(doubt) => self.made.iter().any(|(_, other)| match &questions[*other] {
                Question::Statement(other) => other.says_as(doubt),
                Question::Pair(_) => false,
            }),
        }
    }

    pub(super) fn say(&self, text: &str) -> Result<(), Failure> {
        writeln!(io::stdout(), "{text}").map_err(Failure::written)
    }

    /// Takes the last decision of the session back, and goes back to its question.
    fn undo(&mut self, at: usize) -> Result<usize, Failure> {
        let Some((id, asked)) = self.made.pop() else {
            self.say("there is nothing to undo")?;
            return Ok(at);
        };
        let mut decisions = self.store.decisions();
        if let Some(decision) = decisions.remove(&id) {
            self.store.decide(decisions)?;
            self.say(&format!("undone: {}", line::of(&decision, self.domain)))?;
        }
        Ok(asked)
    }
}
