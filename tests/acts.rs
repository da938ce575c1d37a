//! Unnamed events, texts and agreements: which words are the mention, what takes it up, and how names around it are read.

use nisba::annotation::{Annotation, Object};
use nisba::domain::Domain;
use nisba::source::SourceDocument;

fn extract(text: &str) -> Annotation {
    let domain = Domain::embedded().expect("the embedded domain is sound");
    nisba::pipeline::extract(&domain, &SourceDocument::plain("news", text)).expect("extracted")
}

/// The mentions of each entity of a class.
fn of_class(found: &Annotation, class: &str) -> Vec<Vec<String>> {
    let texts = |e: &nisba::annotation::Entity| e.mentions.iter().map(|m| m.text.clone()).collect();
    found.entities.iter().filter(|e| e.class == class).map(texts).collect()
}

/// The statements between entities, as `subject predicate object`.
fn facts(found: &Annotation) -> Vec<String> {
    let name = |id: &str| found.entities.iter().find(|e| e.id == id).map_or(String::new(), |e| e.name.clone());
    let between = |statement: &nisba::annotation::Statement| match &statement.object {
        Object::Entity(id) => Some(format!("{} {} {}", name(&statement.subject), statement.predicate, name(id))),
        _ => None,
    };
    found.statements.iter().filter_map(between).collect()
}

#[test]
fn what_makes_an_act_definite_belongs_to_its_mention() {
    for (text, class, mention) in [
        ("حضر الوفد حفل تنصيب الرئيس الفرنسي إيمانويل ماكرون.", "Event", "حفل تنصيب الرئيس الفرنسي إيمانويل ماكرون"),
        ("أدان الحزب هجوم الدهس.", "Attack", "هجوم الدهس"),
        ("قتل عشرة في هجوم \"باردو\".", "Attack", "هجوم \"باردو\""),
        ("اختتم الاتحاد الأفريقي قمته السنوية.", "Conference", "قمته السنوية"),
        ("نشر إعلان تونس للتسوية السياسية.", "LegalInstrument", "إعلان تونس للتسوية السياسية"),
    ] {
        let found = of_class(&extract(text), class);
        assert!(found.iter().flatten().any(|m| m == mention), "{text}: {found:?}");
    }
    for text in ["أنهى اللاعب دراسته في الخارج.", "شن الجيش هجوما."] {
        let found = extract(text);
        assert!(
            of_class(&found, "Document").is_empty() && of_class(&found, "Attack").is_empty(),
            "{:?}",
            found.entities
        );
    }
}

#[test]
fn a_definite_act_takes_up_the_one_before_it() {
    let found = extract("أعلن ذلك خلال مؤتمر صحفي في القاهرة. وقال في المؤتمر الصحفي إن الحرب انتهت.");
    assert_eq!(of_class(&found, "Conference"), [["مؤتمر صحفي", "المؤتمر الصحفي"]]);
    let found = extract("وقع هجوم على الميناء. وأدانت المنظمة الهجوم الإرهابي.");
    assert_eq!(of_class(&found, "Attack"), [["هجوم", "الهجوم الإرهابي"]]);
    // Other adjectives part two of a kind.
    let found = extract("بدأت الانتخابات الرئاسية أمس. وتأجلت الانتخابات التشريعية.");
    assert_eq!(of_class(&found, "Event").len(), 2);
}

#[test]
fn marks_between_a_letter_and_a_name_hide_neither() {
    let found = facts(&extract("تدعم إيران \"حزب الله\" و\"حماس\"."));
    for fact in ["إيران supports حزب الله", "إيران supports حماس"] {
        assert!(found.iter().any(|f| f == fact), "{found:?}");
    }
}

#[test]
fn a_comma_alone_joins_no_names() {
    let found = facts(&extract("حضر الاجتماع جون كيري، سيرغي لافروف ينتظر في موسكو."));
    assert!(!found.iter().any(|f| f == "سيرغي لافروف participatedIn الاجتماع"), "{found:?}");
    let found = facts(&extract("حضر الاجتماع جون كيري، سيرغي لافروف وسامح شكري."));
    assert!(found.iter().any(|f| f == "سيرغي لافروف participatedIn الاجتماع"), "{found:?}");
}

#[test]
fn a_demonym_inside_a_post_says_nothing_of_the_act() {
    let found = facts(&extract("انتقد الحزب قرار رئيس الوزراء التركي أحمد داود أوغلو."));
    assert!(found.iter().all(|f| !f.ends_with("issuedBy تركيا")), "{found:?}");
}

#[test]
fn a_decision_takes_its_content_and_an_agreement_its_parties() {
    for (text, mention) in [
        ("دافع باراك أوباما عن قراره بسحب القوات الأمريكية من العراق.", "قراره بسحب القوات الأمريكية من العراق"),
        ("انتقد الحزب الاتفاقات المبرمة بين السعودية وتركيا.", "الاتفاقات المبرمة بين السعودية وتركيا"),
    ] {
        let found = of_class(&extract(text), "LegalInstrument");
        assert!(found.iter().flatten().any(|m| m == mention), "{text}: {found:?}");
    }
}

#[test]
fn an_indefinite_act_is_another_one_than_that_before_it() {
    let text = "أعلنت الشرطة أمرا. وأدانت فرنسا الهجوم على السفارة. واعتقل رجل كان يخطط لهجوم في ألمانيا.";
    let found = facts(&extract(text));
    assert!(!found.iter().any(|f| f.ends_with("heldIn ألمانيا")), "{found:?}");
    // After a headline it is the one that the headline names.
    let found = facts(&extract("تونس تدين الهجوم.\n\nأدانت تونس هجوما وقع في باريس. وخلف الهجوم قتلى."));
    assert!(found.iter().any(|f| f.ends_with("heldIn باريس")), "{found:?}");
}

#[test]
fn states_act_where_their_ministers_do() {
    let found = facts(&extract("أمضى وزراء خارجية تونس والجزائر ومصر الاتفاق."));
    for fact in ["تونس signed الاتفاق", "الجزائر signed الاتفاق", "مصر signed الاتفاق"]
    {
        assert!(found.iter().any(|f| f == fact), "{found:?}");
    }
}

#[test]
fn what_is_spoken_of_in_passing_stands_once_it_is_known() {
    let found = facts(&extract("قال جون كيري خلال مؤتمر صحفي في القاهرة إن الحرب انتهت. وكان المؤتمر طويلا."));
    assert!(found.iter().any(|f| f == "جون كيري participatedIn مؤتمر صحفي"), "{found:?}");
    let found = facts(&extract("قال جون كيري خلال مؤتمر صحفي في القاهرة إن الحرب انتهت."));
    assert!(!found.iter().any(|f| f.contains("participatedIn")), "{found:?}");
}
