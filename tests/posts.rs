//! What posts, professions and names of posts say, and which name a place or a body has.

use nisba::annotation::{Annotation, MentionKind, Object};
use nisba::domain::Domain;
use nisba::source::SourceDocument;

fn extract(text: &str) -> Annotation {
    let domain = Domain::embedded().expect("the embedded domain is sound");
    nisba::pipeline::extract(&domain, &SourceDocument::plain("news", text)).expect("extracted")
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
fn a_profession_tells_where_somebody_is_from_and_a_post_for_whom_he_works() {
    for (text, fact) in [
        ("قال الصحفي الفلسطيني وائل الدحدوح إنه عاد.", "وائل الدحدوح nationality فلسطين"),
        ("قال الصحفي في قناة الجزيرة وائل الدحدوح إنه عاد.", "وائل الدحدوح affiliatedWith الجزيرة"),
        ("وصل الأمير السعودي فيصل بن خالد.", "فيصل بن خالد nationality السعودية"),
        ("وصل وزير الدفاع السعودي فيصل بن خالد.", "فيصل بن خالد affiliatedWith السعودية"),
    ] {
        let found = facts(&extract(text));
        assert!(found.iter().any(|f| f == fact), "{text}: {found:?}");
    }
    let found = facts(&extract("قال الخبير بالشأن السوري أحمد كامل إن الأزمة طويلة."));
    assert!(!found.iter().any(|f| f.contains("سوريا")), "{found:?}");
}

#[test]
fn a_counterpart_is_met_whatever_the_pronoun() {
    for text in ["التقى سامح شكري نظيره التركي هاكان فيدان.", "اجتمع سامح شكري مع نظيره التركي هاكان فيدان."]
    {
        let found = facts(&extract(text));
        assert!(found.iter().any(|f| f == "سامح شكري metWith هاكان فيدان"), "{text}: {found:?}");
    }
    let found = extract("دفعت الشركة المبلغ نظير الاستحواذ على الموقع.");
    assert!(found.entities.iter().all(|e| e.class != "Person"), "{:?}", found.entities);
}

#[test]
fn a_capital_acts_for_its_country_and_is_else_a_place() {
    let found = facts(&extract("أدرجت واشنطن حزب الله على قائمة الإرهاب."));
    assert!(found.iter().any(|f| f == "الولايات المتحدة designates حزب الله"), "{found:?}");
    let found = extract("وصل جون كيري إلى موسكو.");
    assert!(found.entities.iter().any(|e| e.name == "موسكو" && e.class == "City"), "{:?}", found.entities);
}

#[test]
fn names_take_the_words_that_belong_to_them_and_no_others() {
    for (text, name) in [
        ("أعلنت وزارة النقل العراقية ذلك.", Some("وزارة النقل العراقية")),
        ("درس في جامعة الملك سعود.", Some("جامعة الملك سعود")),
        ("قضت المحكمة الاتحادية العليا بذلك.", Some("المحكمة الاتحادية العليا")),
        ("توقفت حركة القطارات أمس.", None),
    ] {
        let found = extract(text);
        let names: Vec<&str> = (found.entities.iter())
            .flat_map(|e| &e.mentions)
            .filter(|m| m.kind == MentionKind::Name)
            .map(|m| m.text.as_str())
            .collect();
        match name {
            Some(name) => assert!(names.contains(&name), "{text}: {names:?}"),
            None => assert!(names.is_empty(), "{text}: {names:?}"),
        }
    }
}

#[test]
fn a_source_does_not_work_for_the_medium_that_it_speaks_to() {
    for (text, source) in [
        ("أفاد مصدر أمني لمراسل قناة الجزيرة بأن الطريق مغلق.", "مصدر أمني"),
        ("قال مسؤول حكومي لوكالة رويترز إن الطريق مغلق.", "مسؤول حكومي"),
        ("قال مصدر في وزارة الدفاع لقناة الجزيرة إن الطريق مغلق.", "مصدر في وزارة الدفاع"),
    ] {
        let found = extract(text);
        assert!(found.entities.iter().any(|e| e.name == source), "{text}: {:?}", found.entities);
        let works = |fact: &String| fact.starts_with(source) && !fact.contains("وزارة الدفاع");
        assert!(!facts(&found).iter().any(works), "{text}: {:?}", facts(&found));
    }
    let found = facts(&extract("قال مراسل قناة الجزيرة إن الطريق مغلق."));
    assert_eq!(found, ["مراسل قناة الجزيرة affiliatedWith الجزيرة"]);
}

#[test]
fn an_organ_is_of_the_class_of_its_owner() {
    for (text, name, class) in [
        ("اجتمع مجلس شورى حركة النهضة.", "مجلس شورى حركة النهضة", "PoliticalParty"),
        ("اجتمع المكتب التنفيذي لحركة النهضة.", "المكتب التنفيذي", "PoliticalParty"),
        ("اجتمع مجلس الوزراء العراقي.", "مجلس الوزراء العراقي", "GovernmentBody"),
        ("ردت وحدات منطقة الحرس الوطني.", "منطقة الحرس الوطني", "SecurityForce"),
        ("أعلن ذلك البنك المركزي السوري.", "البنك المركزي السوري", "GovernmentBody"),
        ("وصلت إلى منطقة الأنبار.", "الأنبار", "Region"),
    ] {
        let found = extract(text);
        assert!(found.entities.iter().any(|e| e.name == name && e.class == class), "{text}: {:?}", found.entities);
    }
}

#[test]
fn one_body_does_not_take_in_the_next() {
    for (text, names) in [
        ("التقى وفد من وزارة الصحة والاتحاد العام التونسي للشغل.", ["وزارة الصحة", "الاتحاد العام التونسي للشغل"]),
        (
            "وقع الاتفاق بين الشركة الوطنية للنقل بالسكك ووزارة التربية والتعليم.",
            ["الشركة الوطنية للنقل", "وزارة التربية والتعليم"],
        ),
    ] {
        let found = extract(text);
        for name in names {
            assert!(found.entities.iter().any(|e| e.name == name), "{text}: {:?}", found.entities);
        }
    }
}

/// The posts of a person.
fn posts(found: &Annotation, person: &str) -> Vec<String> {
    let id = |name: &str| found.entities.iter().find(|e| e.name == name).map(|e| e.id.clone());
    let of = |s: &&nisba::annotation::Statement| s.predicate == "position" && Some(&s.subject) == id(person).as_ref();
    let post = |s: &nisba::annotation::Statement| match &s.object {
        Object::Literal { literal, .. } => Some(literal.clone()),
        Object::Entity(_) => None,
    };
    found.statements.iter().filter(of).filter_map(post).collect()
}

#[test]
fn a_post_takes_the_words_that_say_when_where_with_whom_and_in_what_it_is_held() {
    for (text, person, post) in [
        ("قال نائب رئيس الشرطة سابقا، سالم حمدي الورفلي، إنه عاد.", "سالم حمدي الورفلي", "نائب رئيس الشرطة سابقا"),
        ("قال وزير الداخلية في محافظة نينوى أحمد كامل إنه عاد.", "أحمد كامل", "وزير الداخلية في محافظة نينوى"),
        ("قال جاريد كوشنر مستشار ترامب إنه عاد.", "جاريد كوشنر", "مستشار ترامب"),
        ("وصل الوزير الأول ووزير خارجيته أحمد كامل.", "أحمد كامل", "وزير خارجيته"),
        ("قال نائب رئيس حركة \"الفجر البعيد\" أحمد كامل إنه عاد.", "أحمد كامل", "نائب رئيس حركة \"الفجر البعيد\""),
        ("قال النائب عن الجبهة الشعبية أحمد كامل إنه عاد.", "أحمد كامل", "النائب عن الجبهة الشعبية"),
        ("قالت مرشحة اليمين المتطرف مارين لوبان إنها عادت.", "مارين لوبان", "مرشحة اليمين المتطرف"),
        ("قال الخبير في شؤون الجماعات أحمد كامل إنه عاد.", "أحمد كامل", "الخبير في شؤون الجماعات"),
        (
            "قال المبعوث الخاص للرئيس الروسي إلى سوريا أحمد كامل إنه عاد.",
            "أحمد كامل",
            "المبعوث الخاص للرئيس الروسي إلى سوريا",
        ),
    ] {
        let found = extract(text);
        assert!(posts(&found, person).iter().any(|p| p == post), "{text}: {:?}", posts(&found, person));
    }
}

#[test]
fn a_post_ends_where_another_begins() {
    let found = extract("دعا وزير الخارجية التركي نظيره البريطاني بوريس جونسون إلى الحوار.");
    assert!(!posts(&found, "بوريس جونسون").iter().any(|p| p.contains("التركي")), "{found:?}");
    let found = extract("عاد المستشار الخاص للرئيس الأمريكي باراك أوباما.");
    assert_eq!(posts(&found, "باراك أوباما"), ["الرئيس الأمريكي"]);
    let found = extract("قال مسؤول في إدارة الرئيس الأميركي دونالد ترامب إنه عاد.");
    assert_eq!(posts(&found, "دونالد ترامب"), ["الرئيس الأميركي"]);
    let found = extract("قالت المتحدثة باسم الشرطة لوكالة فرانس برس إنها عادت.");
    let fact = |end: &str| facts(&found).iter().any(|f| f.starts_with("المتحدثة باسم الشرطة ") && f.ends_with(end));
    assert!(!fact("فرانس برس"), "{:?}", facts(&found));
}

#[test]
fn the_country_is_the_one_that_was_named_last() {
    let found = facts(&extract("زار الوفد العراق ثم قطر. واستقبله أمير البلاد أحمد كامل."));
    assert!(found.iter().any(|f| f == "أحمد كامل leads قطر"), "{found:?}");
    let found = extract("عاد السكان إلى البلاد.");
    assert!(found.entities.iter().all(|e| e.class != "Country"), "{:?}", found.entities);
}

#[test]
fn a_capital_lies_in_no_other_country() {
    let found = facts(&extract("تستضيف السعودية القمة بالعاصمة الرياض."));
    assert!(found.iter().any(|f| f == "الرياض locatedIn السعودية"), "{found:?}");
    let found = facts(&extract("غادر السفير سوريا وعاد إلى العاصمة برلين."));
    assert!(!found.iter().any(|f| f.starts_with("برلين locatedIn")), "{found:?}");
}

#[test]
fn a_noun_in_the_dual_opens_two_names() {
    let found = extract("فر السكان من قريتي بشني والجرسين ومن مدينتي \"البوكمال\" و\"الميادين\".");
    let city =
        |name: &str| found.entities.iter().any(|e| e.class == "City" && e.mentions.iter().any(|m| m.text == name));
    for name in ["بشني", "الجرسين", "الميادين"] {
        assert!(city(name), "{name}: {:?}", found.entities);
    }
}

#[test]
fn a_demonym_closes_the_name_of_a_body_and_a_by_name() {
    for (text, name) in [
        ("قالت سلطات الأمن الألمانية ذلك.", Some("سلطات الأمن الألمانية")),
        ("نشرت إدارة معلومات الطاقة الأمريكية ذلك.", Some("إدارة معلومات الطاقة الأمريكية")),
        ("بحث الوزير إدارة الأزمة الليبية.", None),
        ("قتل أبو براء العراقي أمس.", Some("أبو براء العراقي")),
    ] {
        let found = extract(text);
        let names: Vec<&str> = found.entities.iter().flat_map(|e| e.mentions.iter().map(|m| m.text.as_str())).collect();
        match name {
            Some(name) => assert!(names.contains(&name), "{text}: {names:?}"),
            None => assert!(!names.iter().any(|n| n.starts_with("إدارة")), "{text}: {names:?}"),
        }
    }
}

#[test]
fn who_stands_right_before_a_verb_is_its_subject() {
    let found = facts(&extract("دول الخليج تصنف حزب الله منظمة خطرة."));
    assert!(!found.iter().any(|f| f.starts_with("حزب الله designates")), "{found:?}");
    let found = facts(&extract("صنفت السعودية حزب الله منظمة إرهابية."));
    assert!(found.iter().any(|f| f == "السعودية designates حزب الله"), "{found:?}");
}

#[test]
fn a_name_ends_with_the_family_name() {
    let found = extract("أوضح راشد الغنوشي صاحب القرار أن الحركة مستعدة.");
    assert!(found.entities.iter().any(|e| e.name == "راشد الغنوشي"), "{:?}", found.entities);
    let found = extract("قال عبد الله صالح إن الطريق مغلق.");
    assert!(found.entities.iter().any(|e| e.name == "عبد الله صالح"), "{:?}", found.entities);
}
