//! Texts in Markdown and YAML that stay what they are.

/// A text in a line of Markdown: nothing in it is a mark, a link, a tag or an element of HTML. Line ends become spaces.
pub(super) fn inline(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (at, c) in text.chars().enumerate() {
        match c {
            '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => escaped.push(' '),
            '\0' => {}
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '=' | '$' | '%' | '^'
            | '&' | '!' | ':' => {
                escaped.push('\\');
                escaped.push(c);
            }
            // At the beginning these make lists and rules, and a digit's point a numbered list.
            '+' | '-' if at == 0 => {
                escaped.push('\\');
                escaped.push(c);
            }
            '.' | ')' if text.chars().take(at).all(|c| c.is_ascii_digit()) && at > 0 => {
                escaped.push('\\');
                escaped.push(c);
            }
            c => escaped.push(c),
        }
    }
    escaped
}

/// A text of several lines, each behind a prefix.
pub(super) fn lines(text: &str, prefix: &str) -> String {
    let mut told = String::new();
    for line in text.replace("\r\n", "\n").split(['\n', '\r']) {
        told.push_str(prefix);
        // Spaces at the beginning of a line would make a block of code.
        told.push_str(&inline(line.trim_start_matches([' ', '\t'])));
        told.push('\n');
    }
    told
}

/// A YAML string in double quotes.
pub(super) fn yaml(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            ' '..='~'
            | '\u{a0}'..='\u{2027}'
            | '\u{202f}'..='\u{2065}'
            | '\u{206a}'..='\u{d7ff}'
            | '\u{e000}'..='\u{fefe}'
            | '\u{ff00}'..='\u{fffd}' => {
                quoted.push(c);
            }
            '\u{10000}'.. => quoted.push(c),
            c => quoted.push_str(&format!("\\u{:04X}", u32::from(c))),
        }
    }
    quoted.push('"');
    quoted
}
