//! Free text: pieces that flow into lines, with frames that indent.

use crate::{record::Token, wrap::Wrapping};

/// How deep frames may be inside each other.
const MAX_DEPTH: usize = 50;

/// Writes tokens as lines; what is wider than the screen wraps.
pub(crate) fn write_custom(tokens: &[Token], screen: usize, wrapping: Wrapping, out: &mut dyn FnMut(&str)) {
    let mut writer = Writer { buffer: String::new(), indent: 0, screen, wrapping, out };
    writer.tokens(tokens, 0);
    writer.end_line();
}

struct Writer<'a> {
    buffer: String,
    indent: usize,
    screen: usize,
    wrapping: Wrapping,
    out: &'a mut dyn FnMut(&str),
}

impl Writer<'_> {
    fn tokens(&mut self, tokens: &[Token], depth: usize) {
        for token in tokens {
            match token {
                Token::Text(text) => self.buffer.push_str(text),
                Token::NewLine => self.end_line(),
                Token::Frame { indent, tokens } if depth < MAX_DEPTH => {
                    self.indent += indent;
                    self.tokens(tokens, depth + 1);
                    if !self.buffer.is_empty() {
                        self.end_line();
                    }
                    self.indent -= indent;
                }
                Token::Frame { .. } => {}
            }
        }
    }

    fn end_line(&mut self) {
        let text = std::mem::take(&mut self.buffer);
        let room = self.screen.saturating_sub(self.indent);
        if room == 0 {
            return;
        }
        let padding = " ".repeat(self.indent);
        for line in self.wrapping.lines(&text, room) {
            (self.out)(&format!("{padding}{line}"));
        }
    }
}
