//! Instructions: eight bytes each. A register is a variable's slot (the first ones of a frame) or a temporary.
//! An instruction that takes its operand from a temporary may leave the temporary empty.

/// Number of a register in the frame.
pub type Reg = u16;

/// An instruction. `k` numbers a row of the table named in the comment.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(missing_docs, reason = "each variant's comment names its operands")]
pub enum Op {
    /// `dst = constants[k]`
    Const { dst: Reg, k: u16 },
    /// `dst = { … }`: the block in `constants[k]`, for the running code's session state.
    Block { dst: Reg, k: u16 },
    /// `dst = $null`
    Null { dst: Reg },
    /// Copies a temporary.
    Move { dst: Reg, src: Reg },
    /// Reads a variable's slot; when it is unset, the scopes above.
    Read { dst: Reg, slot: Reg },
    /// Reads a slot without looking further: what `??=` and its kin see.
    ReadOwn { dst: Reg, slot: Reg },
    /// The same by name: `names[k]`.
    ReadOwnName { dst: Reg, k: u16 },
    /// Reads a variable by name: `names[k]`.
    ReadName { dst: Reg, k: u16 },
    /// Assigns to a variable's slot.
    Store { slot: Reg, src: Reg },
    /// Assigns to a slot whose type is known: `sites[k]`.
    StoreTyped { scalar: Scalar, slot: Reg, src: Reg, k: u16 },
    /// Assigns to a variable by name: `names[k]`.
    StoreName { k: u16, src: Reg },
    /// Gives a slot's variable types and attributes (`attributes[k]`) and assigns.
    Declare { slot: Reg, src: Reg, k: u16 },
    /// The same by name: `names[name]`, `attributes[k]`.
    DeclareName { name: u16, src: Reg, k: u16 },
    /// `dst = [ref]$slot`
    RefSlot { dst: Reg, slot: Reg },
    /// `dst = [ref]$name`
    RefName { dst: Reg, k: u16 },
    /// `dst = $using:…`: `constants[k]` is the key.
    Using { dst: Reg, k: u16 },
    /// Moves a slot's content out, leaving it unset: to restore it later.
    SaveSlot { dst: Reg, slot: Reg },
    /// Puts back what `SaveSlot` took.
    RestoreSlot { slot: Reg, src: Reg },

    /// `dst = a + b`
    Add { dst: Reg, a: Reg, b: Reg },
    /// `dst = a - b`
    Sub { dst: Reg, a: Reg, b: Reg },
    /// `dst = a * b`
    Mul { dst: Reg, a: Reg, b: Reg },
    /// `dst = a / b`
    Div { dst: Reg, a: Reg, b: Reg },
    /// `dst = a % b`
    Rem { dst: Reg, a: Reg, b: Reg },
    /// `dst = a + imm`
    AddImm { dst: Reg, a: Reg, imm: i16 },
    /// `dst = a - imm`
    SubImm { dst: Reg, a: Reg, imm: i16 },
    /// `dst = a * imm`
    MulImm { dst: Reg, a: Reg, imm: i16 },
    /// `dst = a % imm`
    RemImm { dst: Reg, a: Reg, imm: i16 },
    /// Any other infix operator.
    Binary { op: Binary, dst: Reg, a: Reg, b: Reg },
    /// A prefix operator.
    Unary { op: Unary, dst: Reg, a: Reg },
    /// `slot += by`, the value not wanted; `by` is 1 or -1.
    Step { slot: Reg, by: i16 },
    /// `dst = slot++` and its kin.
    StepValue { kind: Step, dst: Reg, slot: Reg },
    /// The same by name: `names[k]`.
    StepName { kind: Step, dst: Reg, k: u16 },
    /// `slot op= src`
    Compound { op: Compound, slot: Reg, src: Reg },
    /// The same for a slot whose type is known: `sites[k]`.
    CompoundTyped { op: Compound, slot: Reg, src: Reg, k: u16 },
    /// `name op= src`
    CompoundName { op: Compound, k: u16, src: Reg },
    /// `target[index] op= value`
    CompoundIndex { op: Compound, target: Reg, index: Reg, value: Reg },
    /// `object.member op= value`: `sites[k]`.
    CompoundMember { op: Compound, object: Reg, k: u16, value: Reg },
    /// As `CompoundIndex` with target, index, old value and right side in four registers from `base`.
    CompoundIndexOld { op: Compound, base: Reg },
    /// As `CompoundMember` with object, old value and right side in three registers from `base`.
    CompoundMemberOld { op: Compound, base: Reg, k: u16 },
    /// `target op= value` for any target that is neither: the value of the operation alone.
    CompoundValue { op: Compound, dst: Reg, a: Reg, b: Reg },

    /// Goes on at `to`.
    Jump { to: u32 },
    /// Goes back to `to`, asking whether to stop.
    Loop { to: u32 },
    /// Jumps when `cond` is true.
    JumpIf { cond: Reg, to: u32 },
    /// Jumps when `cond` is false.
    JumpIfNot { cond: Reg, to: u32 },
    /// Jumps when `src` is null.
    JumpIfNull { src: Reg, to: u32 },
    /// Jumps when the slot is set.
    JumpIfSet { slot: Reg, to: u32 },
    /// Jumps when `$?` is true.
    JumpIfOk { to: u32 },
    /// Jumps when `$?` is false.
    JumpIfFailed { to: u32 },
    /// Jumps by `rel` from the next instruction unless `a op b`.
    Branch { op: Relation, a: Reg, b: Reg, rel: i16 },
    /// Jumps by `rel` from the next instruction unless `a op imm`.
    BranchImm { op: Relation, a: Reg, imm: i16, rel: i16 },
    /// Jumps by `rel` from the next instruction unless `a % by op imm`.
    BranchRem { op: Relation, a: Reg, by: i8, imm: i8, rel: i16 },
    /// `slot++`, then jumps back by `rel` when `slot op b`.
    StepBranch { op: Relation, slot: Reg, b: Reg, rel: i16 },
    /// `dst = bool(src)`
    Bool { dst: Reg, src: Reg },

    /// Starts to enumerate `src`.
    IterBegin { depth: u8, src: Reg },
    /// Starts to count from `a` to `b`.
    IterRange { depth: u8, a: Reg, b: Reg },
    /// Starts to read the lines of the file named in `src`.
    IterFile { depth: u8, src: Reg },
    /// Starts to enumerate as `switch` does: anything, once when it is no collection.
    IterSwitch { depth: u8, src: Reg },
    /// Next element to `slot`; jumps to `to` at the end.
    IterNext { depth: u8, slot: Reg, to: u32 },
    /// Forgets an enumeration.
    IterEnd { depth: u8 },
    /// Puts the enumerator of a depth into a slot: `$foreach`, `$switch`.
    IterValue { depth: u8, slot: Reg },

    /// Writes a value to the output, collections element by element.
    Emit { src: Reg },
    /// Collects the output from here.
    BeginCapture,
    /// What was collected: nothing, one object or an array.
    EndCapture { dst: Reg },
    /// What was collected, as an array.
    EndCaptureArray { dst: Reg },
    /// What was collected is thrown away.
    EndCaptureDiscard,
    /// Ends the body with a last value.
    Return { src: Reg },
    /// Ends the body or the inline block.
    End,
    /// Sets `$?` to true.
    Ok,
    /// Sets `$?` to false: a statement failed without an error of its own.
    Failed,

    /// `dst = @(registers from base)`: without enumerating.
    Array { dst: Reg, base: Reg, count: u16 },
    /// `dst = @(src)`
    ToArray { dst: Reg, src: Reg },
    /// `dst` = the array of what is assigned to several targets: an array as it is.
    Parts { dst: Reg, src: Reg },
    /// `dst = src[at]` of an array that was made to be taken apart; null past its end.
    Element { dst: Reg, src: Reg, at: u16 },
    /// `dst` = what is left of such an array from `at` on: null, one element or an array.
    Rest { dst: Reg, src: Reg, at: u16 },
    /// `dst = @{}`
    Table { dst: Reg, ordered: bool },
    /// Adds an entry; a key that is there is an error.
    TableAdd { table: Reg, key: Reg, value: Reg },
    /// `dst = [pscustomobject]@{…}` with the names of `shapes[k]` and the values from `base`.
    Custom { dst: Reg, base: Reg, k: u16 },
    /// Joins the texts of `count` registers from `base`.
    Interpolate { dst: Reg, base: Reg, count: u16 },

    /// `dst = target[index]`
    Index { dst: Reg, target: Reg, index: Reg },
    /// `target[index] = src`
    SetIndex { target: Reg, index: Reg, src: Reg },
    /// `dst = object.member`: `sites[k]`.
    Member { dst: Reg, object: Reg, k: u16 },
    /// `dst = object.(name)`
    MemberDynamic { dst: Reg, object: Reg, name: Reg },
    /// `object.member = src`: `sites[k]`.
    SetMember { object: Reg, k: u16, src: Reg },
    /// `object.(name) = src`
    SetMemberDynamic { object: Reg, name: Reg, src: Reg },
    /// `dst = type::member`: `sites[k]` names the member; the type is a value.
    StaticMember { dst: Reg, ty: Reg, k: u16 },
    /// `dst = type::(name)`
    StaticMemberDynamic { dst: Reg, ty: Reg, name: Reg },
    /// `type::member = src`
    SetStatic { ty: Reg, k: u16, src: Reg },
    /// Calls a method: `sites[k]`; receiver or type in `base`, arguments behind it, then the name when it is dynamic.
    Invoke { dst: Reg, base: Reg, k: u16 },
    /// `dst = [type]`: `sites[k]`.
    Type { dst: Reg, k: u16 },
    /// `dst = [type]src`: `sites[k]`.
    Convert { dst: Reg, src: Reg, k: u16 },
    /// `value -is [type]`-like tests of a `switch` clause.
    SwitchTest { how: SwitchTest, dst: Reg, value: Reg, clause: Reg },

    /// Runs `commands[k]` alone.
    Call { mode: OutputMode, k: u16, dst: Reg },
    /// Runs `pipelines[k]`.
    Pipeline { mode: OutputMode, k: u16, dst: Reg },
    /// Defines `functions[k]`.
    Function { k: u16 },
    /// Defines `count` classes and enums from `classes[first]` on, together: they may refer to each other.
    Classes { first: u16, count: u16 },
    /// Makes a job of the block in `constants[k]`.
    Background { dst: Reg, k: u16 },

    /// `throw src`; `src` is [`Reg::MAX`] for a bare `throw`.
    Throw { src: Reg },
    /// `break`: `constants[k]` is the label, [`u16::MAX`] without one.
    Break { k: u16 },
    /// `break` to a label that is computed.
    BreakDynamic { src: Reg },
    /// `continue`: as `Break`.
    Continue { k: u16 },
    /// `continue` to a label that is computed.
    ContinueDynamic { src: Reg },
    /// `exit src`; `src` is [`Reg::MAX`] for a bare `exit`.
    Exit { src: Reg },
    /// `return` out of a block that runs in somebody else's frame.
    ReturnOut,
    /// A `try` block with `catch` clauses, or a block with traps, starts: errors of statements look for them.
    TryEnter,
    /// It ends.
    TryLeave,
    /// Runs a `finally` block next, with nothing pending.
    EnterFinally,
    /// Goes on with what was pending before the `finally` block.
    EndFinally,
    /// The end of a `catch` block.
    EndCatch,
    /// The end of a `trap` block.
    EndTrap { how: TrapEnd, record: Reg },
    /// Sets the parameter's slot to its type's default when it is unset: parameter `k`.
    DefaultParam { slot: Reg, k: u16 },
    /// Converts a default value for parameter `k` and stores it.
    StoreParam { slot: Reg, src: Reg, k: u16 },
    /// The next command is called as if it were a method, `f(1, 2)`: an error under strict mode 2.
    MethodStyle,
    /// A statement that psp refuses: `constants[k]` is the message.
    Unsupported { k: u16 },
}

const _: () = assert!(size_of::<Op>() == 8);

/// The types of which a value can be stored without asking what the type's name means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
#[expect(missing_docs, reason = "named as the types; Other for all others")]
pub enum Scalar {
    Other,
    Bool,
    Int32,
    Int64,
    Double,
    String,
}

/// Infix operators without an instruction of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
#[expect(missing_docs, reason = "named as PowerShell's operators; C for the case-sensitive forms")]
pub enum Binary {
    Add,
    Sub,
    Mul,
    Div,
    Rem,
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
    CEq,
    CNe,
    CLt,
    CLe,
    CGt,
    CGe,
    Like,
    NotLike,
    CLike,
    CNotLike,
    Match,
    NotMatch,
    CMatch,
    CNotMatch,
    Contains,
    NotContains,
    CContains,
    CNotContains,
    In,
    NotIn,
    CIn,
    CNotIn,
    Replace,
    CReplace,
    Split,
    CSplit,
    Join,
    Is,
    IsNot,
    As,
    Format,
    Range,
    Band,
    Bor,
    Bxor,
    Shl,
    Shr,
    Xor,
}

/// Prefix operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
#[expect(missing_docs, reason = "named as PowerShell's operators")]
pub enum Unary {
    Not,
    Plus,
    Minus,
    BitNot,
    Join,
    Split,
    CSplit,
}

/// The comparisons that a branch can test. The bits say for which orders they hold: less, equal, greater, none of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
#[expect(missing_docs, reason = "named as PowerShell's operators")]
pub enum Relation {
    Lt = 0b0001,
    Eq = 0b0010,
    Le = 0b0011,
    Gt = 0b0100,
    Ge = 0b0110,
    Ne = 0b1101,
}

impl Relation {
    /// It holds between two numbers.
    #[inline(always)]
    pub fn of<T: PartialOrd>(self, a: T, b: T) -> bool {
        let (less, equal, greater) = (u8::from(a < b), u8::from(a == b), u8::from(a > b));
        let order = less | equal << 1 | greater << 2;
        let order = if order == 0 { 0b1000 } else { order };
        self as u8 & order != 0
    }

    /// It holds between two integers.
    #[inline(always)]
    pub fn of_integers<T: Ord>(self, a: T, b: T) -> bool {
        self as u8 >> (a.cmp(&b) as i8 + 1) & 1 != 0
    }
}

/// Assignments that combine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
#[expect(missing_docs, reason = "named as the operators; Increment and Decrement are ++ and --")]
pub enum Compound {
    Add,
    Sub,
    Mul,
    Div,
    Rem,
    Increment,
    Decrement,
}

/// `++` and `--`, before or behind the variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
#[expect(missing_docs, reason = "named as the operators")]
pub enum Step {
    PreIncrement,
    PreDecrement,
    PostIncrement,
    PostDecrement,
}

/// How a `switch` clause is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
#[expect(missing_docs, reason = "named as the flags; C for -CaseSensitive")]
pub enum SwitchTest {
    Exact,
    CExact,
    Wildcard,
    CWildcard,
    Regex,
    CRegex,
}

/// How a `trap` block ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum TrapEnd {
    /// The error is shown, the next statement follows.
    Report,
    /// `continue`: the next statement follows.
    Continue,
    /// `break`: the error goes on.
    Break,
}

/// Where a pipeline's output goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum OutputMode {
    /// To the output of the code around it.
    Emit,
    /// To the register `dst`.
    Value,
    /// To the register `dst`, as an array.
    Array,
    /// Nowhere.
    Discard,
    /// What `return` gives, as it is, to the register `dst`; other output is gone: a method.
    Returned,
}
