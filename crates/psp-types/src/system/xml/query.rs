//! XPath on nodes.

use super::{namespaces::XmlNamespaceManager, node::Node};
use psp_value::{Fault, Result};
use psp_xml::{
    NodeId,
    xpath::{Expression, Found, evaluate},
};

/// `XPathException`
fn fault(message: String) -> psp_value::Interrupt {
    Fault::new("System.Xml.XPath.XPathException", message).into()
}

/// Reads an expression.
pub(crate) fn compile(text: &str, manager: Option<&XmlNamespaceManager>) -> Result<Expression> {
    let namespace = |prefix: &str| match manager {
        Some(manager) => Ok(manager.lookup(prefix)),
        None => Err(
            "Namespace Manager or XsltContext needed. This query has a prefix, variable, or user-defined \
                     function."
                .to_owned(),
        ),
    };
    Expression::new(text, &namespace).map_err(fault)
}

/// The nodes that an expression finds.
pub(crate) fn select(node: &Node, text: &str, manager: Option<&XmlNamespaceManager>) -> Result<Vec<NodeId>> {
    let expression = compile(text, manager)?;
    match node.read(|tree, id| evaluate(tree, id, &expression)).map_err(fault)? {
        Found::Nodes(it) => Ok(it),
        _ => Err(fault("Expression must evaluate to a node-set.".to_owned())),
    }
}
