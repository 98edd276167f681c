//! What browsers get of a script or a style: all of it but the comments and the indentation, on the same lines, so that a place in an
//! error is the place in the source. Whole lines only: what stands behind code stays.

/// Without the comments that begin a line, and without what lines begin with.
pub fn slim(text: &str) -> String {
    let mut slim = String::with_capacity(text.len());
    let mut inside = false;
    for line in text.lines() {
        slim.push_str(code_of(line, &mut inside));
        slim.push('\n');
    }
    slim
}

/// What a line has beside comments; `inside` one of several lines nothing.
fn code_of<'a>(line: &'a str, inside: &mut bool) -> &'a str {
    let line = line.trim();
    if line.starts_with("//") && !*inside {
        return "";
    }
    if !*inside && !line.starts_with("/*") {
        return line;
    }
    let end = line.split_once("*/");
    *inside = end.is_none();
    end.map_or("", |(_, code)| code.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_indentation_go_and_lines_stay() {
        let source = "// A module.\n\n/**\n * @param {string} text\n */\nfunction a(text) {\n  /** @type {any} */ const b = 'http://x'; // why\n  return b /* c */;\n}\n";
        assert_eq!(slim(source), "\n\n\n\n\nfunction a(text) {\nconst b = 'http://x'; // why\nreturn b /* c */;\n}\n");
    }

    #[test]
    fn a_style_loses_its_comments_as_well() {
        assert_eq!(
            slim("/* One. */\n.a {\n  color: red;\n}\n/* Two\n   lines. */ .b { margin: 0 }"),
            "\n.a {\ncolor: red;\n}\n\n.b { margin: 0 }\n"
        );
    }
}
