//! Backtick escapes: where they end, and what is wrong with `` `u{…} ``.

use crate::machine::Lexer;

impl Lexer<'_> {
    /// Behind the escape at `at`.
    pub(crate) fn escape_end(&mut self, at: usize) -> usize {
        let end = at + 1 + self.char(at + 1).len_utf8();
        if self.byte(at + 1) == b'u' { self.unicode_escape(at, end) } else { end }
    }

    /// Behind the Unicode escape at `at`, whose digits may begin at `digits`.
    fn unicode_escape(&mut self, at: usize, digits: usize) -> usize {
        let end = self.run(digits + 1, |c| c.is_ascii_hexdigit());
        let count = end - (digits + 1).min(end);
        let has_brace = self.byte(digits) == b'{';
        if !has_brace || count == 0 {
            let message = "The Unicode escape sequence is not valid. A valid sequence is `u{ followed by one to six hex \
                digits and a closing '}'.";
            self.problem("InvalidUnicodeEscapeSequence", message, at, digits, false);
            return digits;
        }
        if count > 6 {
            let message = "The Unicode escape sequence contains more than the maximum of six hex digits between braces.";
            self.problem("TooManyDigitsInUnicodeEscapeSequence", message, at, end, false);
        } else if end >= self.limit {
            let message = "The Unicode escape sequence is missing the closing '}'.";
            self.problem("MissingUnicodeEscapeSequenceTerminator", message, at, end, true);
        } else if self.byte(end) != b'}' {
            let message = "The Unicode escape sequence is not valid. A valid sequence is `u{ followed by one to six hex \
                digits and a closing '}'.";
            self.problem("InvalidUnicodeEscapeSequence", message, at, end, false);
        } else {
            let code = u32::from_str_radix(self.slice(digits + 1, end), 16);
            if code.is_ok_and(|code| code > 0x0010_ffff) {
                let message =
                    "The Unicode escape sequence value is out of range. The maximum value is 0x10FFFF.";
                self.problem("InvalidUnicodeEscapeSequenceValue", message, at, end + 1, false);
            }
            return end + 1;
        }
        end
    }
}
