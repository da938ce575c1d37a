//! The terms of SHACL, and those that the project adds to it.

use oxigraph::model::NamedNodeRef;

/// The namespace of SHACL.
pub(super) const SHACL: &str = "http://www.w3.org/ns/shacl#";

/// The namespace of the project's own shapes and constraints.
pub(super) const SHAPES: &str = "https://w3id.org/nisba/shapes#";

macro_rules! terms {
    ($($name:ident = $namespace:literal $local:literal;)*) => {
        $(pub(super) const $name: NamedNodeRef<'static> = NamedNodeRef::new_unchecked(concat!($namespace, $local));)*
    };
}

terms! {
    ALTERNATIVE_PATH = "http://www.w3.org/ns/shacl#" "alternativePath";
    CONFORMS = "http://www.w3.org/ns/shacl#" "conforms";
    DEACTIVATED = "http://www.w3.org/ns/shacl#" "deactivated";
    FLAGS = "http://www.w3.org/ns/shacl#" "flags";
    FOCUS_NODE = "http://www.w3.org/ns/shacl#" "focusNode";
    IGNORED_PROPERTIES = "http://www.w3.org/ns/shacl#" "ignoredProperties";
    INVERSE_PATH = "http://www.w3.org/ns/shacl#" "inversePath";
    MESSAGE = "http://www.w3.org/ns/shacl#" "message";
    NODE_SHAPE = "http://www.w3.org/ns/shacl#" "NodeShape";
    ONE_OR_MORE_PATH = "http://www.w3.org/ns/shacl#" "oneOrMorePath";
    PATH = "http://www.w3.org/ns/shacl#" "path";
    PROPERTY = "http://www.w3.org/ns/shacl#" "property";
    PROPERTY_SHAPE = "http://www.w3.org/ns/shacl#" "PropertyShape";
    QUALIFIED_DISJOINT = "http://www.w3.org/ns/shacl#" "qualifiedValueShapesDisjoint";
    QUALIFIED_MAX = "http://www.w3.org/ns/shacl#" "qualifiedMaxCount";
    QUALIFIED_MIN = "http://www.w3.org/ns/shacl#" "qualifiedMinCount";
    QUALIFIED_SHAPE = "http://www.w3.org/ns/shacl#" "qualifiedValueShape";
    RESULT = "http://www.w3.org/ns/shacl#" "result";
    RESULT_MESSAGE = "http://www.w3.org/ns/shacl#" "resultMessage";
    RESULT_PATH = "http://www.w3.org/ns/shacl#" "resultPath";
    RESULT_SEVERITY = "http://www.w3.org/ns/shacl#" "resultSeverity";
    SEVERITY = "http://www.w3.org/ns/shacl#" "severity";
    SOURCE_COMPONENT = "http://www.w3.org/ns/shacl#" "sourceConstraintComponent";
    SOURCE_SHAPE = "http://www.w3.org/ns/shacl#" "sourceShape";
    TARGET_CLASS = "http://www.w3.org/ns/shacl#" "targetClass";
    TARGET_NODE = "http://www.w3.org/ns/shacl#" "targetNode";
    TARGET_OBJECTS_OF = "http://www.w3.org/ns/shacl#" "targetObjectsOf";
    TARGET_SUBJECTS_OF = "http://www.w3.org/ns/shacl#" "targetSubjectsOf";
    VALIDATION_REPORT = "http://www.w3.org/ns/shacl#" "ValidationReport";
    VALIDATION_RESULT = "http://www.w3.org/ns/shacl#" "ValidationResult";
    VALUE = "http://www.w3.org/ns/shacl#" "value";
    ZERO_OR_MORE_PATH = "http://www.w3.org/ns/shacl#" "zeroOrMorePath";
    ZERO_OR_ONE_PATH = "http://www.w3.org/ns/shacl#" "zeroOrOnePath";
    HASH_OF = "https://w3id.org/nisba/shapes#" "hashOf";
    REMEDY = "https://w3id.org/nisba/shapes#" "remedy";
    WITHIN_TEXT = "https://w3id.org/nisba/shapes#" "withinText";
}
