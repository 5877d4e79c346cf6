//! Script blocks, functions, classes, parameters and attributes.

use super::Dumper;
use crate::{
    Attribute, FunctionDefinition, Member, MethodMember, NamedBlock, Parameter, ParameterAttribute,
    PropertyMember, ScriptBlock, TypeDefinition, Using, UsingKind,
};

impl Dumper {
    pub(super) fn script_block(&mut self, it: &ScriptBlock) {
        self.node("ScriptBlock", it.span, |dumper| {
            for requires in &it.requires {
                dumper.leaf(format_args!("requires {:?}", requires.text), requires.span);
            }
            dumper.each(&it.usings, Self::using);
            dumper.each(&it.attributes, Self::attribute);
            if let Some(block) = &it.param_block {
                dumper.node("param", block.span, |dumper| dumper.parameters(&block.parameters));
            }
            let blocks = [
                ("dynamicparam", &it.dynamic_param),
                ("begin", &it.begin),
                ("process", &it.process),
                ("end", &it.end),
                ("clean", &it.clean),
            ];
            for (name, block) in blocks {
                dumper.each(block, |dumper, block| dumper.named_block(name, block));
            }
        });
    }

    fn named_block(&mut self, name: &str, it: &NamedBlock) {
        let implicit = if it.implicit { " (implicit)" } else { "" };
        self.node(format_args!("{name}{implicit}"), it.span, |dumper| dumper.statements(&it.statements));
    }

    fn using(&mut self, it: &Using) {
        match &it.kind {
            UsingKind::Namespace(name) => self.leaf(format_args!("using namespace {name}"), it.span),
            UsingKind::Assembly(name) => self.leaf(format_args!("using assembly {name}"), it.span),
            UsingKind::Module(module) => {
                self.node("using module", it.span, |dumper| dumper.expression(module));
            }
            UsingKind::Other(name) => self.leaf(format_args!("using {name}"), it.span),
        }
    }

    pub(super) fn attribute(&mut self, it: &Attribute) {
        self.node(format_args!("Attribute [{}]", it.type_name), it.span, |dumper| {
            dumper.each(&it.positional, Self::expression);
            for argument in &it.named {
                dumper.node(format_args!("{} =", argument.name), argument.span, |dumper| {
                    dumper.each(&argument.value, Self::expression);
                });
            }
        });
    }

    fn parameters(&mut self, parameters: &[Parameter]) {
        for it in parameters {
            self.node(format_args!("Parameter ${}", it.name), it.span, |dumper| {
                for attribute in &it.attributes {
                    match attribute {
                        ParameterAttribute::Type(name) => dumper.type_name(name),
                        ParameterAttribute::Attribute(attribute) => dumper.attribute(attribute),
                    }
                }
                dumper.each(&it.default, |dumper, default| {
                    dumper.group("default", |dumper| dumper.expression(default));
                });
            });
        }
    }

    pub(super) fn function(&mut self, it: &FunctionDefinition) {
        self.node(format_args!("{:?} {}", it.kind, it.name), it.span, |dumper| {
            dumper.parameters(it.parameters.as_deref().unwrap_or_default());
            dumper.script_block(&it.body);
        });
    }

    pub(super) fn type_definition(&mut self, it: &TypeDefinition) {
        self.node(format_args!("{:?} {}", it.kind, it.name), it.span, |dumper| {
            dumper.each(&it.attributes, Self::attribute);
            for base in &it.bases {
                dumper.leaf(format_args!("base [{base}]"), base.span);
            }
            for member in &it.members {
                match member {
                    Member::Property(property) => dumper.property(property),
                    Member::Method(method) => dumper.method(method),
                }
            }
        });
    }

    fn property(&mut self, it: &PropertyMember) {
        let head = format!("Property {}{}", flags(it.is_static, it.is_hidden), it.name);
        self.node(head, it.span, |dumper| {
            dumper.each(&it.attributes, Self::attribute);
            dumper.each(&it.type_name, Self::type_name);
            dumper.each(&it.initial, Self::expression);
        });
    }

    fn method(&mut self, it: &MethodMember) {
        let head = format!("Method {}{}", flags(it.is_static, it.is_hidden), it.name);
        self.node(head, it.span, |dumper| {
            dumper.each(&it.attributes, Self::attribute);
            dumper.each(&it.return_type, Self::type_name);
            dumper.parameters(&it.parameters);
            if let Some(arguments) = &it.base_call {
                dumper.group("base", |dumper| {
                    dumper.each(arguments, Self::expression);
                });
            }
            dumper.script_block(&it.body);
        });
    }
}

fn flags(is_static: bool, is_hidden: bool) -> String {
    let is_static = if is_static { "static " } else { "" };
    let is_hidden = if is_hidden { "hidden " } else { "" };
    format!("{is_static}{is_hidden}")
}
