//! Text in XML: entities, and the `_x000A_` that stands for characters XML cannot hold.

use std::fmt::Write as _;

/// Text as it stands in an element or attribute.
pub(super) fn encode(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    for (at, it) in text.char_indices() {
        match it {
            '&' => result.push_str("&amp;"),
            '<' => result.push_str("&lt;"),
            '>' => result.push_str("&gt;"),
            '"' => result.push_str("&quot;"),
            '_' if code(&text[at..]).is_some() => result.push_str("_x005F_"),
            _ if it.is_control() || u32::from(it) > 0xFFFF => {
                let mut units = [0; 2];
                for unit in it.encode_utf16(&mut units) {
                    let _ = write!(result, "_x{unit:04X}_");
                }
            }
            _ => result.push(it),
        }
    }
    result
}

/// The unit that a text starting with `_x000A_` encodes.
fn code(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("_x").or_else(|| text.strip_prefix("_X"))?.get(..5)?.strip_suffix('_')?;
    u16::from_str_radix(digits, 16).ok()
}

/// The text behind [`encode`], entities already resolved.
pub(super) fn decode(text: &str) -> String {
    let mut units: Vec<u16> = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(it) = rest.chars().next() {
        if let Some(unit) = code(rest).filter(|_| it == '_') {
            units.push(unit);
            rest = &rest[7..];
            continue;
        }
        let mut buffer = [0; 2];
        units.extend_from_slice(it.encode_utf16(&mut buffer));
        rest = &rest[it.len_utf8()..];
    }
    String::from_utf16_lossy(&units)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn round_trip() {
        assert_eq!(encode("a\tb<&>_x0041_ 😀"), "a_x0009_b&lt;&amp;&gt;_x005F_x0041_ _xD83D__xDE00_");
        assert_eq!(decode("a_x0009_b_x005F_x0041_ _xD83D__xDE00_"), "a\tb_x0041_ 😀");
    }
}
