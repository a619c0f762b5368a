//! Scripts and styles without what only their authors read: comments, indentation, empty lines.
//!
//! Chosen over a minifier, whose build takes minutes and whose output nobody can read: names and statements stay as they
//! were written, and compressed they are a quarter smaller. What has any doubt in it is served as it is written.

/// What a text is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece<'a> {
    /// A name, a number, a keyword.
    Word(&'a str),
    /// One sign.
    Sign(&'a str),
    /// A string, a template or a regular expression, to the letter.
    Literal(&'a str),
    /// White space and comments; `line` says whether a line ended there.
    Gap { line: bool },
}

/// A module or a script.
pub fn script(source: &str) -> String {
    let Some(pieces) = script_pieces(source) else { return source.to_owned() };
    join(&pieces, |before, after, line| {
        // A statement may end at the end of a line, but not after these, nor has one to be ended before those.
        let open = matches!(before, Piece::Sign("{" | "(" | "[" | "," | ";"));
        let close = matches!(after, Piece::Sign("}" | ")" | "]" | ","));
        match line {
            true if open || close => "",
            true => "\n",
            false if stands_alone(before) || stands_alone(after) => "",
            false => " ",
        }
    })
}

/// A style sheet.
pub fn style(source: &str) -> String {
    let Some(pieces) = style_pieces(source) else { return source.to_owned() };
    join(&pieces, |before, after, line| {
        let open = matches!(before, Piece::Sign("{" | "}" | ";" | ","));
        let close = matches!(after, Piece::Sign("{" | "}"));
        if open || close {
            ""
        } else if line {
            "\n"
        } else {
            " "
        }
    })
}

/// Whether a sign is the same with and without white space around it. (Of `+`, `-`, `/` and the like two would be another.)
fn stands_alone(piece: Piece<'_>) -> bool {
    matches!(piece, Piece::Sign("{" | "}" | "(" | ")" | "[" | "]" | "," | ";" | ":" | "="))
}

fn join(pieces: &[Piece<'_>], gap: impl Fn(Piece<'_>, Piece<'_>, bool) -> &'static str) -> String {
    let mut text = String::new();
    for (at, piece) in pieces.iter().enumerate() {
        match *piece {
            Piece::Word(part) | Piece::Sign(part) | Piece::Literal(part) => text.push_str(part),
            Piece::Gap { line } => {
                if let (Some(before), Some(after)) = (at.checked_sub(1).map(|at| pieces[at]), pieces.get(at + 1)) {
                    text.push_str(gap(before, *after, line));
                }
            }
        }
    }
    text.push('\n');
    text
}

/// The pieces of a script; `None` where one does not end.
fn script_pieces(source: &str) -> Option<Vec<Piece<'_>>> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(char) = source[at..].chars().next() {
        let rest = &source[at..];
        let (piece, length) = if rest.starts_with("//") {
            (Piece::Gap { line: false }, rest.find('\n').unwrap_or(rest.len()))
        } else if rest.starts_with("/*") {
            comment(rest)?
        } else if char.is_whitespace() {
            space(rest)
        } else if matches!(char, '"' | '\'') {
            literal(rest, quoted(rest)?)
        } else if char == '`' {
            literal(rest, template(rest)?)
        } else if char == '/' && !follows_a_value(&pieces) {
            literal(rest, regular_expression(rest)?)
        } else {
            word_or_sign(rest, char)
        };
        push(&mut pieces, piece);
        at += length;
    }
    Some(pieces)
}

/// The pieces of a style sheet; `None` where one does not end.
fn style_pieces(source: &str) -> Option<Vec<Piece<'_>>> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(char) = source[at..].chars().next() {
        let rest = &source[at..];
        let (piece, length) = if rest.starts_with("/*") {
            comment(rest)?
        } else if char.is_whitespace() {
            space(rest)
        } else if matches!(char, '"' | '\'') {
            literal(rest, quoted(rest)?)
        } else if rest.starts_with("url(") {
            literal(rest, rest.find(')')? + 1)
        } else {
            word_or_sign(rest, char)
        };
        push(&mut pieces, piece);
        at += length;
    }
    Some(pieces)
}

/// Gaps that touch are one.
fn push<'a>(pieces: &mut Vec<Piece<'a>>, piece: Piece<'a>) {
    match (pieces.last_mut(), piece) {
        (Some(Piece::Gap { line }), Piece::Gap { line: more }) => *line |= more,
        _ => pieces.push(piece),
    }
}

fn comment(rest: &str) -> Option<(Piece<'_>, usize)> {
    let end = rest.find("*/")? + 2;
    Some((Piece::Gap { line: rest[..end].contains('\n') }, end))
}

fn space(rest: &str) -> (Piece<'_>, usize) {
    let length = rest.find(|char: char| !char.is_whitespace()).unwrap_or(rest.len());
    (Piece::Gap { line: rest[..length].contains('\n') }, length)
}

fn literal(rest: &str, length: usize) -> (Piece<'_>, usize) {
    (Piece::Literal(&rest[..length]), length)
}

fn is_of_a_word(char: char) -> bool {
    char.is_alphanumeric() || matches!(char, '_' | '$')
}

fn word_or_sign(rest: &str, char: char) -> (Piece<'_>, usize) {
    match rest.find(|char: char| !is_of_a_word(char)).unwrap_or(rest.len()) {
        0 => (Piece::Sign(&rest[..char.len_utf8()]), char.len_utf8()),
        length => (Piece::Word(&rest[..length]), length),
    }
}

/// Whether a `/` would divide: after a value. After a keyword or an operator a regular expression begins.
fn follows_a_value(pieces: &[Piece<'_>]) -> bool {
    const KEYWORDS: [&str; 14] = [
        "return",
        "typeof",
        "case",
        "in",
        "of",
        "delete",
        "void",
        "throw",
        "new",
        "instanceof",
        "else",
        "do",
        "await",
        "yield",
    ];
    match pieces.iter().rev().find(|piece| !matches!(piece, Piece::Gap { .. })) {
        Some(Piece::Word(word)) => !KEYWORDS.contains(word),
        Some(Piece::Sign(sign)) => matches!(*sign, ")" | "]" | "}"),
        Some(Piece::Literal(_)) => true,
        _ => false,
    }
}

/// The length of a string with its quotes.
fn quoted(rest: &str) -> Option<usize> {
    let mark = rest.chars().next()?;
    let mut chars = rest.char_indices().skip(1);
    while let Some((at, char)) = chars.next() {
        match char {
            '\\' => drop(chars.next()),
            '\n' => return None,
            _ if char == mark => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// The length of a template, with the code in it.
fn template(rest: &str) -> Option<usize> {
    let mut at = 1;
    loop {
        let part = &rest[at..];
        match part.chars().next()? {
            '`' => return Some(at + 1),
            '\\' => at += 1 + part[1..].chars().next()?.len_utf8(),
            '$' if part.starts_with("${") => at += 2 + code_in_template(&part[2..])?,
            char => at += char.len_utf8(),
        }
    }
}

/// The length of the code in a template, with the brace that ends it.
fn code_in_template(code: &str) -> Option<usize> {
    let (mut at, mut depth) = (0, 0);
    loop {
        let part = &code[at..];
        let char = part.chars().next()?;
        at += match char {
            '}' if depth == 0 => return Some(at + 1),
            '`' => template(part)?,
            '"' | '\'' => quoted(part)?,
            // A comment or a regular expression may hold anything: such a file stays as it is.
            '/' if part.starts_with("//") || part.starts_with("/*") || part.starts_with("/[") => return None,
            _ => char.len_utf8(),
        };
        depth += i32::from(char == '{') - i32::from(char == '}');
    }
}

/// The length of a regular expression; its flags are a word of their own.
fn regular_expression(rest: &str) -> Option<usize> {
    let mut in_class = false;
    let mut chars = rest.char_indices().skip(1);
    while let Some((at, char)) = chars.next() {
        match char {
            '\\' => drop(chars.next()),
            '\n' => return None,
            '[' => in_class = true,
            ']' => in_class = false,
            '/' if !in_class => return Some(at + 1),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]

    use std::{fs, path::PathBuf};

    use super::*;

    #[test]
    fn comments_and_indentation_go() {
        let source = "// What this is.\nimport { a } from './a.js'\n\n/** Adds.\n * @param b */\nexport const add = (b) => {\n  // why\n  return a + b /* both */\n}\n";
        assert_eq!(script(source), "import{a}from './a.js'\nexport const add=(b)=>{return a + b}\n");
    }

    #[test]
    fn what_looks_like_a_comment_stays() {
        for source in [
            "const a='https://example.org' + \"/* no */\"\n",
            "const a=`// no ${b('}') + `/* ${c} */`}  two`\n",
            "const a=b.replace(/[/*]\\/\\/ x/g,'')\n",
            "const a=b / c / d\n",
            "const a='it\\'s // here'\n",
            "if(/^\\/\\/ /.test(a))b()\n",
        ] {
            assert_eq!(script(source), source);
        }
    }

    #[test]
    fn statements_end_where_they_ended() {
        // Each of these lines would be one statement with the next.
        let source = "let a = b\n;[c] = d\nlet e = f\n++g\nreturn\nh()\nclass I {\n  #j = 1\n  k = 2\n}\n";
        assert_eq!(script(source), "let a=b\n;[c]=d\nlet e=f\n++g\nreturn\nh()\nclass I{#j=1\nk=2}\n");
        assert_eq!(script("a = b - -c\nd = e + +f"), "a=b - -c\nd=e + +f\n");
    }

    #[test]
    fn styles_keep_the_space_that_means_something() {
        let source = "/* Paper. */\n.a > .b :hover,\n.c {\n  width: calc(1px + 2px);\n  background: url(data:image/svg+xml;utf8,/*) ;\n}\n";
        assert_eq!(
            style(source),
            ".a > .b :hover,.c{width: calc(1px + 2px);background: url(data:image/svg+xml;utf8,/*) ;}\n"
        );
    }

    #[test]
    fn what_does_not_end_is_left_alone() {
        for source in ["const a = 'b", "/* never ends", "`${", "const a = /b\n"] {
            assert_eq!(script(source), source);
        }
        assert_eq!(style("a { b: url(c"), "a { b: url(c");
    }

    /// Our own scripts and styles.
    fn sources() -> Vec<(PathBuf, String)> {
        let mut folders = vec![PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("web/assets")];
        let mut found = Vec::new();
        while let Some(folder) = folders.pop() {
            for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
                if path.is_dir() && !path.ends_with("vendor") {
                    folders.push(path);
                } else if path.extension().is_some_and(|kind| kind == "js" || kind == "css") {
                    let text = fs::read_to_string(&path).unwrap();
                    found.push((path, text));
                }
            }
        }
        assert!(found.len() > 30);
        found
    }

    #[test]
    fn each_of_our_files_has_the_same_pieces_in_the_same_order() {
        for (path, source) in sources() {
            let is_script = path.extension().is_some_and(|kind| kind == "js");
            let squeeze = if is_script { script } else { style };
            let squeezed = squeeze(&source);
            let without_gaps = |text| -> Option<Vec<Piece<'_>>> {
                let pieces = if is_script { script_pieces(text) } else { style_pieces(text) };
                Some(pieces?.into_iter().filter(|piece| !matches!(piece, Piece::Gap { .. })).collect())
            };
            let (before, after) = (without_gaps(&source), without_gaps(&squeezed));
            assert!(before.is_some(), "{} is not understood", path.display());
            assert!(before == after, "{} changed", path.display());
            assert!(squeezed.len() < source.len(), "{} stayed", path.display());
            assert_eq!(squeeze(&squeezed), squeezed, "{}", path.display());
        }
    }
}
