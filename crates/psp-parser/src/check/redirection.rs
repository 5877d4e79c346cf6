//! Redirections of one command.

use super::Checker;
use psp_ast::{Redirection, RedirectionTarget, Stream};

impl Checker {
    pub(super) fn redirections(&mut self, redirections: &[Redirection]) {
        let mut in_order: Vec<&Redirection> = redirections.iter().collect();
        in_order.sort_by_key(|it| it.span.start);
        let mut seen: Vec<Stream> = Vec::new();
        for redirection in in_order {
            let output_to_error = redirection.from == Stream::Output
                && matches!(redirection.to, RedirectionTarget::Merge(Stream::Error));
            if output_to_error {
                let message = "The '1>&2' operator is reserved for future use.";
                self.report("RedirectionNotSupported", message, redirection.span);
                continue;
            }
            if let RedirectionTarget::Merge(to) = redirection.to
                && (to != Stream::Output || redirection.from == Stream::Output)
            {
                let message = "Redirection only allows another stream to be merged with the output stream. Please \
                    correct the redirection operation to merge into the output stream then try running your script \
                    again.";
                self.report("RedirectionStreamCanOnlyMergeToOutputStream", message, redirection.span);
                continue;
            }
            if seen.contains(&redirection.from) {
                let message =
                    format!("The {} for this command is already redirected.", name(redirection.from));
                self.report("StreamAlreadyRedirected", message, redirection.span);
            }
            seen.push(redirection.from);
        }
    }
}

fn name(stream: Stream) -> &'static str {
    match stream {
        Stream::All => "* stream",
        Stream::Output => "output stream",
        Stream::Error => "error stream",
        Stream::Warning => "warning stream",
        Stream::Verbose => "verbose stream",
        Stream::Debug => "debug stream",
        Stream::Information => "information stream",
    }
}
