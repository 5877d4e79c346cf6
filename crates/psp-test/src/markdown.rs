//! Reads literate tests: a heading is a test, its fences are the program and what it must do.

/// One heading that owns at least one `powershell` fence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Case {
    /// Headings from the file's title down, joined by ` / `.
    pub name: String,
    /// The `powershell` fences of the section, one after the other.
    pub program: String,
    /// The fences that say what the program must do.
    pub answers: Vec<Answer>,
    /// The line of the file (from 1) at which the first `powershell` fence opens.
    pub line: usize,
    /// The line at which the last `powershell` fence closes; missing answers go below it.
    pub program_end: usize,
}

/// A fence that says what the program must do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// What it is about.
    pub kind: Kind,
    /// What it says, with a line end after each line.
    pub text: String,
    /// The lines of the file (from 1) that open and close the fence.
    pub lines: (usize, usize),
}

/// What an answer is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Standard output, exactly.
    Output,
    /// The `FullyQualifiedErrorId` of each error in `$Error`, oldest first.
    Error,
    /// Standard error, exactly.
    Stderr,
    /// The exit status.
    Exit,
}

impl Kind {
    /// The word after the fence.
    pub fn word(self) -> &'static str {
        match self {
            Self::Output => "output",
            Self::Error => "error",
            Self::Stderr => "stderr",
            Self::Exit => "exit",
        }
    }

    fn of(word: &str) -> Option<Self> {
        [Self::Output, Self::Error, Self::Stderr, Self::Exit].into_iter().find(|it| it.word() == word)
    }
}

impl Case {
    /// What the case says about `kind`.
    pub fn answer(&self, kind: Kind) -> Option<&str> {
        self.answers.iter().find(|it| it.kind == kind).map(|it| it.text.as_str())
    }

    /// It says nothing yet, or has an empty `error` fence that asks to be filled.
    pub fn is_open(&self) -> bool {
        self.answers.is_empty() || self.answer(Kind::Error) == Some("")
    }
}

/// A fence that is open while lines are read.
struct Fence {
    ticks: usize,
    word: String,
    line: usize,
    text: String,
}

/// The cases of a document, in order. Prose, and fences with other words, mean nothing.
pub fn cases(markdown: &str) -> Vec<Case> {
    let mut path: Vec<&str> = Vec::new();
    let mut cases: Vec<Case> = Vec::new();
    let mut open: Option<Fence> = None;
    for (line, text) in (1..).zip(markdown.lines()) {
        let ticks = text.bytes().take_while(|it| *it == b'`').count();
        match &mut open {
            Some(fence) if ticks >= fence.ticks && text.trim_end().len() == ticks => {
                if let Some(fence) = open.take() {
                    close(&mut cases, &path, fence, line);
                }
            }
            Some(fence) => {
                fence.text.push_str(text);
                fence.text.push('\n');
            }
            None if ticks >= 3 => {
                open =
                    Some(Fence { ticks, word: text[ticks..].trim().to_owned(), line, text: String::new() });
            }
            None => heading(&mut path, text),
        }
    }
    cases
}

fn heading<'a>(path: &mut Vec<&'a str>, line: &'a str) {
    let depth = line.bytes().take_while(|it| *it == b'#').count();
    if let (1.., Some(title)) = (depth, line[depth..].strip_prefix(' ')) {
        path.truncate(depth - 1);
        path.push(title.trim());
    }
}

fn close(cases: &mut Vec<Case>, path: &[&str], fence: Fence, end: usize) {
    let name = path.join(" / ");
    if fence.word == "powershell" {
        if cases.last().is_none_or(|it| it.name != name) {
            cases.push(Case { name, line: fence.line, ..Case::default() });
        }
        if let Some(case) = cases.last_mut() {
            case.program.push_str(&fence.text);
            case.program_end = end;
        }
    } else if let (Some(kind), Some(case)) = (Kind::of(&fence.word), cases.last_mut())
        && case.name == name
    {
        case.answers.push(Answer { kind, text: fence.text, lines: (fence.line, end) });
    }
}
