//! Commands, their elements and redirections.

use super::{Builder, Field, NodeId, maybe, plain};
use crate::{
    class::{
        CommandAst, CommandElementAst, CommandExpressionAst, CommandParameterAst, FileRedirectionAst,
        MergingRedirectionAst, RedirectionAst,
    },
    enums::{self, TokenKind},
};
use psp_ast::{Command, CommandElement, Invocation, PipelineElement, Redirection, RedirectionTarget, Stream};
use psp_source::Span;

impl Builder {
    pub(super) fn element(&mut self, element: &PipelineElement) -> NodeId {
        match element {
            PipelineElement::Expression { expression, redirections } => {
                let span = redirections.last().map_or(expression.span, |it| expression.span.to(it.span));
                self.node::<CommandExpressionAst>(span, |builder| {
                    vec![
                        ("Expression", Field::One(builder.expression(expression))),
                        ("Redirections", builder.redirections(redirections)),
                    ]
                })
            }
            PipelineElement::Command(command) => self.command(command),
        }
    }

    fn command(&mut self, it: &Command) -> NodeId {
        let invocation = match it.invocation {
            Invocation::Plain => TokenKind::Unknown,
            Invocation::Ampersand => TokenKind::Ampersand,
            Invocation::Dot => TokenKind::Dot,
        };
        self.node::<CommandAst>(it.span, |builder| {
            vec![
                (
                    "CommandElements",
                    builder.many::<CommandElementAst, _>(&it.elements, Self::command_element),
                ),
                ("Redirections", builder.redirections(&it.redirections)),
                ("InvocationOperator", Field::Plain(invocation.value())),
            ]
        })
    }

    fn command_element(&mut self, element: &CommandElement) -> NodeId {
        match element {
            CommandElement::Argument(expression) => self.expression(expression),
            CommandElement::Parameter { span, name, argument } => {
                let colon =
                    u32::from(self.slice(*span).get(name.len() + 1..).is_some_and(|it| it.starts_with(':')));
                let own = Span::new(span.start, (span.start + name.len() as u32 + 1 + colon).min(span.end));
                self.node::<CommandParameterAst>(*span, |builder| {
                    let argument = argument.as_ref().map(|it| builder.expression(it));
                    maybe("Argument", argument)
                        .into_iter()
                        .chain([
                            ("ParameterName", plain(name.as_str())),
                            ("ErrorPosition", Field::Place(own)),
                        ])
                        .collect()
                })
            }
        }
    }

    fn redirections(&mut self, redirections: &[Redirection]) -> Field {
        self.many::<RedirectionAst, _>(redirections, |builder, it| {
            let from = ("FromStream", stream(it.from));
            match &it.to {
                RedirectionTarget::File { file, append } => {
                    builder.node::<FileRedirectionAst>(it.span, |builder| {
                        let location = ("Location", Field::One(builder.expression(file)));
                        vec![location, from, ("Append", plain(*append))]
                    })
                }
                RedirectionTarget::Merge(to) => {
                    builder.node::<MergingRedirectionAst>(it.span, |_| vec![from, ("ToStream", stream(*to))])
                }
            }
        })
    }
}

fn stream(stream: Stream) -> Field {
    let number = match stream {
        Stream::All => 0,
        Stream::Output => 1,
        Stream::Error => 2,
        Stream::Warning => 3,
        Stream::Verbose => 4,
        Stream::Debug => 5,
        Stream::Information => 6,
    };
    Field::Plain(enums::value(&enums::REDIRECTION_STREAM, number))
}
