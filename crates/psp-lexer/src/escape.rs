//! Backtick escapes: where they end, and what is wrong with `` `u{…} ``.

use crate::machine::Lexer;

impl Lexer<'_> {
    /// Behind the escape at `at`.
    pub(crate) fn escape_end(&mut self, at: usize) -> usize {
        let end = at + 1 + self.char(at + 1).len_utf8();
        if self.byte(at + 1) == b'u' { self.unicode_escape(at, end) } else { end }
    }

    /// Behind the Unicode escape at `at`, whose brace may stand at `brace`.
    fn unicode_escape(&mut self, at: usize, brace: usize) -> usize {
        const NOT_VALID: &str = "The Unicode escape sequence is not valid. A valid sequence is `u{ followed by one to six hex \
            digits and a closing '}'.";
        const TOO_LARGE: &str =
            "The Unicode escape sequence value is out of range. The maximum value is 0x10FFFF.";
        const TOO_LONG: &str =
            "The Unicode escape sequence contains more than the maximum of six hex digits between braces.";
        const UNCLOSED: &str = "The Unicode escape sequence is missing the closing '}'.";
        if self.byte(brace) != b'{' {
            self.problem("InvalidUnicodeEscapeSequence", NOT_VALID, at, brace, false);
            return brace;
        }
        let digits = brace + 1;
        let end = self.run(digits, |c| c.is_ascii_hexdigit());
        let (count, closed) = (end - digits, self.byte(end) == b'}');
        let behind = end + usize::from(closed);
        match count {
            0 if closed => self.problem("InvalidUnicodeEscapeSequence", NOT_VALID, at, behind, false),
            7.. => {
                self.problem("TooManyDigitsInUnicodeEscapeSequence", TOO_LONG, digits + 6, digits + 7, false);
            }
            6 if !closed => self.problem("MissingUnicodeEscapeSequenceTerminator", UNCLOSED, end, end, true),
            _ if !closed => {
                let wrong = (end + self.char(end).len_utf8()).min(self.limit);
                self.problem("InvalidUnicodeEscapeSequence", NOT_VALID, end.min(wrong), wrong, false);
            }
            _ => {
                let code = u32::from_str_radix(self.slice(digits, end), 16);
                if code.is_ok_and(|code| code > 0x0010_ffff) {
                    self.problem("InvalidUnicodeEscapeSequenceValue", TOO_LARGE, digits, end, false);
                }
            }
        }
        behind
    }
}
