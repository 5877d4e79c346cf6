//! A small reader of XML: elements, attributes and text, without namespaces and document types.

/// An element.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Node {
    /// Its name, without prefix.
    pub(super) name: String,
    /// Names and values of its attributes.
    pub(super) attributes: Vec<(String, String)>,
    /// Elements in it.
    pub(super) children: Vec<Node>,
    /// Text directly in it.
    pub(super) text: String,
}

impl Node {
    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|it| it.0 == name).map(|it| it.1.as_str())
    }

    /// The first element of a name in it.
    pub(super) fn child(&self, name: &str) -> Option<&Node> {
        self.children.iter().find(|it| it.name == name)
    }
}

/// Reads the root element of a document.
pub(super) fn parse(text: &str) -> Option<Node> {
    let mut rest = text.trim_start_matches('\u{feff}');
    let mut open: Vec<Node> = Vec::new();
    loop {
        let start = rest.find('<')?;
        if let Some(node) = open.last_mut() {
            node.text.push_str(&resolve(&rest[..start]));
        }
        rest = &rest[start..];
        if let Some(after) = rest.strip_prefix("<!--") {
            rest = &after[after.find("-->")? + 3..];
        } else if let Some(after) = rest.strip_prefix("<![CDATA[") {
            let end = after.find("]]>")?;
            open.last_mut()?.text.push_str(&after[..end]);
            rest = &after[end + 3..];
        } else if rest.starts_with("<?") || rest.starts_with("<!") {
            rest = &rest[rest.find('>')? + 1..];
        } else if let Some(after) = rest.strip_prefix("</") {
            rest = &after[after.find('>')? + 1..];
            let done = open.pop()?;
            match open.last_mut() {
                Some(parent) => parent.children.push(done),
                None => return Some(done),
            }
        } else {
            let end = tag_end(rest)?;
            let (node, is_empty) = tag(&rest[1..end])?;
            rest = &rest[end + 1..];
            if !is_empty {
                open.push(node);
                continue;
            }
            match open.last_mut() {
                Some(parent) => parent.children.push(node),
                None => return Some(node),
            }
        }
    }
}

/// Where a start tag ends; `>` may stand in values.
fn tag_end(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, it) in text.char_indices() {
        match (quote, it) {
            (None, '>') => return Some(at),
            (None, '"' | '\'') => quote = Some(it),
            (Some(open), _) if open == it => quote = None,
            _ => {}
        }
    }
    None
}

fn tag(text: &str) -> Option<(Node, bool)> {
    let (text, is_empty) = text.strip_suffix('/').map_or((text, false), |it| (it, true));
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    let name = text[..end].rsplit(':').next().unwrap_or_default().to_owned();
    let mut node = Node { name, ..Node::default() };
    let mut rest = text[end..].trim_start();
    while let Some((name, value)) = rest.split_once('=') {
        let value = value.trim_start();
        let quote = value.chars().next()?;
        let (value, after) = value[1..].split_once(quote)?;
        node.attributes.push((name.trim().to_owned(), resolve(value)));
        rest = after.trim_start();
    }
    Some((node, is_empty))
}

/// Text without entities.
fn resolve(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        result.push_str(before);
        let Some((entity, tail)) = after.split_once(';') else {
            result.push('&');
            rest = after;
            continue;
        };
        let number = entity.strip_prefix("#x").map(|it| u32::from_str_radix(it, 16).ok());
        let number = number.or_else(|| entity.strip_prefix('#').map(|it| it.parse().ok())).flatten();
        match (entity, number.and_then(char::from_u32)) {
            (_, Some(it)) => result.push(it),
            ("amp", _) => result.push('&'),
            ("lt", _) => result.push('<'),
            ("gt", _) => result.push('>'),
            ("quot", _) => result.push('"'),
            ("apos", _) => result.push('\''),
            _ => {
                result.push('&');
                rest = after;
                continue;
            }
        }
        rest = tail;
    }
    result.push_str(rest);
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements() {
        let root = parse("<?xml version=\"1.0\"?><a x='1 &gt; 0'><!-- c --><b/>t&amp;u<c>d</c></a>");
        let root = root.unwrap_or_default();
        assert_eq!(root.attribute("x"), Some("1 > 0"));
        assert_eq!(root.text, "t&u");
        assert_eq!(root.children.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), ["b", "c"]);
        assert_eq!(root.child("c").map(|it| it.text.as_str()), Some("d"));
        assert_eq!(parse("<a><b></a>"), None);
    }
}
