//! The few IRIs that code itself must name; all others come from the ontology.

use oxigraph::model::NamedNodeRef;

macro_rules! iris {
    ($($(#[$doc:meta])* $name:ident = $iri:expr;)*) => {
        $($(#[$doc])* pub(crate) const $name: NamedNodeRef<'static> = NamedNodeRef::new_unchecked($iri);)*
    };
}

iris! {
    /// The class of documents.
    SOURCE_DOCUMENT = "https://w3id.org/nisba/ontology#SourceDocument";
    /// A document's hash.
    CONTENT_HASH = "https://w3id.org/nisba/ontology#contentHash";
    /// A hash of everything that a document's graph follows from.
    STAMP = "https://w3id.org/nisba/ontology#stamp";
    /// A document's whole text.
    TEXT = "https://w3id.org/nisba/ontology#text";
    /// From a span to the entity it speaks of.
    REFERS_TO = "https://w3id.org/nisba/ontology#refersTo";
    /// How a mention names its entity.
    MENTION_KIND = "https://w3id.org/nisba/ontology#mentionKind";
    /// Mentions by demonym.
    ADJECTIVE = "https://w3id.org/nisba/ontology#Adjective";
    /// Mentions by a noun that refers back.
    NOMINAL = "https://w3id.org/nisba/ontology#Nominal";
    /// A person without a name.
    UNNAMED = "https://w3id.org/nisba/ontology#unnamed";
    /// From a statement to the span that says it.
    EVIDENCE = "https://w3id.org/nisba/ontology#evidence";
    /// From a statement to a number between 0 and 1.
    CONFIDENCE = "https://w3id.org/nisba/ontology#confidence";
    /// From a statement to the pattern that produced it.
    PATTERN = "https://w3id.org/nisba/ontology#pattern";
    /// From an inference to the rule that it follows by.
    RULE = "https://w3id.org/nisba/ontology#rule";
    /// From an inference to a triple term: a fact that it follows from.
    PREMISE = "https://w3id.org/nisba/ontology#premise";
    /// From the graph of inferences to a hash of its rules.
    RULES_HASH = "https://w3id.org/nisba/ontology#rulesHash";
    /// From the graph of inferences to `true`, where nothing is missing in it.
    IS_COMPLETE = "https://w3id.org/nisba/ontology#isComplete";
    /// From a statement to what is held about it.
    FACTUALITY = "https://w3id.org/nisba/ontology#factuality";
    /// From a statement to the entity that says it.
    CLAIMED_BY = "https://w3id.org/nisba/ontology#claimedBy";
    /// From a statement that somebody judged to the decision.
    DECIDED_BY = "https://w3id.org/nisba/ontology#decidedBy";
    /// From a document to what its graph differs in from the graph as it was read.
    AS_READ = "https://w3id.org/nisba/ontology#asRead";
    /// From a decision to the name of the one who made it.
    DECIDER = "https://w3id.org/nisba/ontology#decider";
    /// From a decision to the time when it was made.
    DECIDED_AT = "https://w3id.org/nisba/ontology#decidedAt";
    /// From a decision to the entity that it is about.
    OF_ENTITY = "https://w3id.org/nisba/ontology#ofEntity";
    /// From a decision to the second entity that it is about.
    OTHER_ENTITY = "https://w3id.org/nisba/ontology#otherEntity";
    /// From a decision to the statement that it is about.
    OF_STATEMENT = "https://w3id.org/nisba/ontology#ofStatement";
    /// From a decision to the documents or spans that it is limited to.
    AT_PLACE = "https://w3id.org/nisba/ontology#atPlace";
    /// From a decision to the name, class or predicate that it gives.
    NEW_VALUE = "https://w3id.org/nisba/ontology#newValue";
    /// What is or was so.
    ASSERTED = "https://w3id.org/nisba/ontology#Asserted";
    /// An accusation or belief.
    ALLEGED = "https://w3id.org/nisba/ontology#Alleged";
    /// A plan, a promise, a purpose.
    INTENDED = "https://w3id.org/nisba/ontology#Intended";
    /// What may be.
    POSSIBLE = "https://w3id.org/nisba/ontology#Possible";
    /// What is said not to be.
    DENIED = "https://w3id.org/nisba/ontology#Denied";
    /// From a statement to the end of its predicate that its ends do not fit.
    VIOLATES = "https://w3id.org/nisba/ontology#violates";
    /// Where something was taken from.
    SOURCE = "http://purl.org/dc/terms/source";
    /// The same thing elsewhere.
    SAME_AS = "http://www.w3.org/2002/07/owl#sameAs";
    /// A document's name in the program.
    IDENTIFIER = "http://purl.org/dc/terms/identifier";
    /// A document's headline.
    TITLE = "http://purl.org/dc/terms/title";
    /// The day on which a document was written or published.
    DATE = "http://purl.org/dc/terms/date";
    /// A document's language.
    LANGUAGE = "http://purl.org/dc/terms/language";
}

/// The class of people, among whom unnamed sources are marked.
pub(crate) const PERSON: &str = "Person";
/// Wikidata's namespace of items.
pub(crate) const WIKIDATA: &str = "http://www.wikidata.org/entity/";
