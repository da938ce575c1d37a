//! The page out of its parts: template, style, modules of the script, data. Nothing else can run in it or be fetched by it.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};

use crate::export::Options;
use crate::graph::Language;

const TEMPLATE: &str = include_str!("page/page.html");
const STYLE: &str = include_str!("page/page.css");

/// The modules in the order in which they are run; each uses only those before it.
const MODULES: &[&str] = &[
    include_str!("page/data.js"),
    include_str!("page/fold.js"),
    include_str!("page/words.js"),
    include_str!("page/dom.js"),
    include_str!("page/state.js"),
    include_str!("page/filter.js"),
    include_str!("page/network.js"),
    include_str!("page/spread.js"),
    include_str!("page/camera.js"),
    include_str!("page/look.js"),
    include_str!("page/lines.js"),
    include_str!("page/labels.js"),
    include_str!("page/paint.js"),
    include_str!("page/picture.js"),
    include_str!("page/fact.js"),
    include_str!("page/panel.js"),
    include_str!("page/search.js"),
    include_str!("page/choices.js"),
    include_str!("page/list.js"),
    include_str!("page/legend.js"),
    include_str!("page/actions.js"),
    include_str!("page/pointer.js"),
    include_str!("page/keys.js"),
    include_str!("page/print.js"),
    include_str!("page/main.js"),
];

/// The file; `data` is JSON.
pub(super) fn page(options: &Options, data: &str) -> String {
    let (style, script) = (enclosed(STYLE), enclosed(&script()));
    let language = match options.language {
        Language::Arabic | Language::Both => ["ar", "rtl"],
        Language::English => ["en", "ltr"],
    };
    let noscript = options.wording.words().get("noscript").map(|both| both.join(" ")).unwrap_or_default();
    let policy = format!(
        "default-src 'none'; script-src '{}'; style-src '{}'; img-src data:; base-uri 'none'; form-action 'none'",
        hash(&script),
        hash(&style)
    );
    // What is put in is never searched for further places.
    let parts = [
        ("{language}", language[0]),
        ("{direction}", language[1]),
        ("{policy}", &policy),
        ("{title}", &escape(&options.title)),
        ("{style}", &style),
        ("{data}", &in_script(data)),
        ("{script}", &script),
        ("{noscript}", &escape(&noscript)),
    ];
    let mut page = String::with_capacity(TEMPLATE.len() + style.len() + script.len() + data.len() + data.len() / 8);
    let mut rest = TEMPLATE;
    while let Some((at, name, value)) = next_place(rest, &parts) {
        page.push_str(&rest[..at]);
        page.push_str(value);
        rest = &rest[at + name.len()..];
    }
    page.push_str(rest);
    page
}

fn next_place<'a>(text: &str, parts: &[(&'a str, &'a str)]) -> Option<(usize, &'a str, &'a str)> {
    let found = parts.iter().filter_map(|&(name, value)| Some((text.find(name)?, name, value)));
    found.min_by_key(|&(at, _, _)| at)
}

/// Each module in a scope of its own; what they share is in `page`.
fn script() -> String {
    let mut script = String::from("\"use strict\";\nconst page = {};\n");
    for module in MODULES {
        script.push_str("(() => {\n");
        script.push_str(module);
        script.push_str("})();\n");
    }
    script
}

/// A text between line breaks, as it stands inside its element and is hashed.
fn enclosed(text: &str) -> String {
    format!("\n{}\n", text.trim().replace("\r\n", "\n"))
}

/// A source expression of a content security policy.
fn hash(text: &str) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(text.as_bytes())))
}

/// JSON that no reader of HTML can take for markup, and that is JavaScript too.
fn in_script(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len() + json.len() / 16);
    for c in json.chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => escaped.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => escaped.push(c),
        }
    }
    escaped
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\0' => {}
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_cannot_leave_its_place() {
        let hostile = "</script><script>{policy}{data}{script} & \u{2028}<!--";
        let options = Options { title: hostile.to_owned(), ..Options::default() };
        let json = serde_json::to_string(hostile).unwrap_or_default();
        let page = page(&options, &json);
        assert_eq!(page.matches("<script").count(), TEMPLATE.matches("<script").count());
        assert_eq!(page.matches("</script").count(), TEMPLATE.matches("</script").count());
        assert!(!page.contains("<!--"));
        assert_eq!(page.matches("{policy}").count(), 2, "in the title and in the data, as they were given");
        let within = page.split("application/json\">").nth(1).and_then(|rest| rest.split("</script>").next());
        assert!(within.is_some_and(|json| !json.contains('\u{2028}')));
        let read: Option<String> = within.and_then(|json| serde_json::from_str(json).ok());
        assert_eq!(read.as_deref(), Some(hostile));
    }

    #[test]
    fn modules_cannot_end_their_element() {
        for text in MODULES.iter().chain([&STYLE]) {
            assert!(!text.contains("</script") && !text.contains("</style") && !text.contains("<!--"));
        }
        assert!(MODULES.iter().all(|module| module.starts_with("// ") && !module.contains("innerHTML")));
    }
}
