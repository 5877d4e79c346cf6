//! The classes of tree nodes: names, base classes and properties, as PowerShell has them. A property is read from the node
//! by its name.

use crate::{
    declare::{BOOL, OBJECT, TEXT, TYPE, many, one, property},
    enums,
    extent::IScriptExtent,
    member, node,
    node::AstNode as Ast,
    type_name::ITypeName,
};
use psp_types::declare::{Emulated, Enumeration, TextEnum};
use psp_value::{
    TypeCode, TypeKind,
    types::{TypeDef, TypeInfo, TypeSpec},
};

const KIND: TypeSpec = TypeSpec::Is(<enums::TokenKind as Enumeration>::ty);

/// A collection of pairs.
const fn pairs<A: Emulated, B: Emulated>() -> TypeSpec {
    TypeSpec::Is(|| crate::declare::collection_type(node::pair_type(A::ty(), B::ty())))
}

macro_rules! of_enum {
    ($id:ident) => {
        TypeSpec::Is(|| TextEnum::ty(&enums::$id))
    };
}

macro_rules! classes {
    ($($class:ident: $base:ident, $kind:ident {
        $($property:ident: $ty:expr),* $(,)?
    } $([$($method:expr),*])?)*) => {
        $(
            #[doc = concat!("`", stringify!($class), "`")]
            pub(crate) enum $class {}

            impl Emulated for $class {
                const INFO: Option<&'static TypeInfo> = Some({
                    static INFO: TypeInfo = TypeInfo::new(
                        concat!("System.Management.Automation.Language.", stringify!($class)),
                        TypeKind::$kind,
                        TypeCode::Object,
                        match $base::INFO {
                            Some(info) => Some(info.ty()),
                            None => None,
                        },
                        &[],
                    );
                    &INFO
                });
            }
        )*

        /// All of them.
        pub(crate) static TYPES: &[&TypeDef] = &[
            Ast::DEF,
            $(&TypeDef {
                name: concat!("System.Management.Automation.Language.", stringify!($class)),
                ty: $class::ty,
                members: &[
                    $(property(stringify!($property), $ty, |context, this| {
                        node::property(context, this, stringify!($property))
                    }),)*
                    $($($method),*)?
                ],
            }),*
        ];
    };
}

classes! {
    CommandElementAst: Ast, Abstract {}
    ExpressionAst: CommandElementAst, Abstract { StaticType: TYPE }
    ArrayExpressionAst: ExpressionAst, Class { SubExpression: one::<StatementBlockAst>() }
    ArrayLiteralAst: ExpressionAst, Class { Elements: many::<ExpressionAst>() }
    StatementAst: Ast, Abstract {}
    PipelineBaseAst: StatementAst, Abstract {} [member::GET_PURE_EXPRESSION]
    AssignmentStatementAst: PipelineBaseAst, Class {
        ErrorPosition: one::<IScriptExtent>(),
        Left: one::<ExpressionAst>(),
        Operator: KIND,
        Right: one::<StatementAst>(),
    } [member::GET_ASSIGNMENT_TARGETS]
    AttributeBaseAst: Ast, Abstract { TypeName: one::<ITypeName>() }
    AttributeAst: AttributeBaseAst, Class {
        NamedArguments: many::<NamedAttributeArgumentAst>(),
        PositionalArguments: many::<ExpressionAst>(),
    }
    AttributedExpressionAst: ExpressionAst, Class {
        Attribute: one::<AttributeBaseAst>(),
        Child: one::<ExpressionAst>(),
    }
    MemberExpressionAst: ExpressionAst, Class {
        Expression: one::<ExpressionAst>(),
        Member: one::<CommandElementAst>(),
        NullConditional: BOOL,
        Static: BOOL,
    }
    InvokeMemberExpressionAst: MemberExpressionAst, Class {
        Arguments: many::<ExpressionAst>(),
        GenericTypeArguments: many::<ITypeName>(),
    }
    BaseCtorInvokeMemberExpressionAst: InvokeMemberExpressionAst, Class {}
    BinaryExpressionAst: ExpressionAst, Class {
        ErrorPosition: one::<IScriptExtent>(),
        Left: one::<ExpressionAst>(),
        Operator: KIND,
        Right: one::<ExpressionAst>(),
    }
    BlockStatementAst: StatementAst, Class { Body: one::<StatementBlockAst>(), Kind: OBJECT }
    BreakStatementAst: StatementAst, Class { Label: one::<ExpressionAst>() }
    CatchClauseAst: Ast, Class {
        Body: one::<StatementBlockAst>(),
        CatchTypes: many::<TypeConstraintAst>(),
        IsCatchAll: BOOL,
    }
    ChainableAst: PipelineBaseAst, Abstract {}
    CommandBaseAst: StatementAst, Abstract { Redirections: many::<RedirectionAst>() }
    CommandAst: CommandBaseAst, Class {
        CommandElements: many::<CommandElementAst>(),
        DefiningKeyword: OBJECT,
        InvocationOperator: KIND,
    } [member::GET_COMMAND_NAME]
    CommandExpressionAst: CommandBaseAst, Class { Expression: one::<ExpressionAst>() }
    CommandParameterAst: CommandElementAst, Class {
        Argument: one::<ExpressionAst>(),
        ErrorPosition: one::<IScriptExtent>(),
        ParameterName: TEXT,
    }
    ConfigurationDefinitionAst: StatementAst, Class {
        Body: one::<ScriptBlockExpressionAst>(),
        ConfigurationType: OBJECT,
        InstanceName: one::<ExpressionAst>(),
    }
    ConstantExpressionAst: ExpressionAst, Class { Value: OBJECT }
    ContinueStatementAst: StatementAst, Class { Label: one::<ExpressionAst>() }
    ConvertExpressionAst: AttributedExpressionAst, Class { Type: one::<TypeConstraintAst>() }
    DataStatementAst: StatementAst, Class {
        Body: one::<StatementBlockAst>(),
        CommandsAllowed: many::<ExpressionAst>(),
        Variable: TEXT,
    }
    LabeledStatementAst: StatementAst, Abstract { Condition: one::<PipelineBaseAst>(), Label: TEXT }
    LoopStatementAst: LabeledStatementAst, Abstract { Body: one::<StatementBlockAst>() }
    DoUntilStatementAst: LoopStatementAst, Class {}
    DoWhileStatementAst: LoopStatementAst, Class {}
    DynamicKeywordStatementAst: StatementAst, Class { CommandElements: many::<CommandElementAst>() }
    ErrorExpressionAst: ExpressionAst, Class { NestedAst: many::<Ast>() }
    ErrorStatementAst: PipelineBaseAst, Class {
        Bodies: many::<Ast>(),
        Conditions: many::<Ast>(),
        Flags: OBJECT,
        Kind: OBJECT,
        NestedAst: many::<Ast>(),
    }
    ExitStatementAst: StatementAst, Class { Pipeline: one::<PipelineBaseAst>() }
    ExpandableStringExpressionAst: ExpressionAst, Class {
        NestedExpressions: many::<ExpressionAst>(),
        StringConstantType: of_enum!(STRING_CONSTANT_TYPE),
        Value: TEXT,
    }
    RedirectionAst: Ast, Abstract { FromStream: of_enum!(REDIRECTION_STREAM) }
    FileRedirectionAst: RedirectionAst, Class { Append: BOOL, Location: one::<ExpressionAst>() }
    ForEachStatementAst: LoopStatementAst, Class {
        Flags: of_enum!(FOR_EACH_FLAGS),
        ThrottleLimit: one::<ExpressionAst>(),
        Variable: one::<VariableExpressionAst>(),
    }
    ForStatementAst: LoopStatementAst, Class {
        Initializer: one::<PipelineBaseAst>(),
        Iterator: one::<PipelineBaseAst>(),
    }
    FunctionDefinitionAst: StatementAst, Class {
        Body: one::<ScriptBlockAst>(),
        IsFilter: BOOL,
        IsWorkflow: BOOL,
        Name: TEXT,
        Parameters: many::<ParameterAst>(),
    } [member::GET_HELP_CONTENT]
    MemberAst: Ast, Abstract { Name: TEXT }
    FunctionMemberAst: MemberAst, Class {
        Attributes: many::<AttributeAst>(),
        Body: one::<ScriptBlockAst>(),
        IsConstructor: BOOL,
        IsHidden: BOOL,
        IsPrivate: BOOL,
        IsPublic: BOOL,
        IsStatic: BOOL,
        MethodAttributes: of_enum!(METHOD_ATTRIBUTES),
        Parameters: many::<ParameterAst>(),
        ReturnType: one::<TypeConstraintAst>(),
    }
    HashtableAst: ExpressionAst, Class { KeyValuePairs: pairs::<ExpressionAst, StatementAst>() }
    IfStatementAst: StatementAst, Class {
        Clauses: pairs::<PipelineBaseAst, StatementBlockAst>(),
        ElseClause: one::<StatementBlockAst>(),
    }
    IndexExpressionAst: ExpressionAst, Class {
        Index: one::<ExpressionAst>(),
        NullConditional: BOOL,
        Target: one::<ExpressionAst>(),
    }
    MergingRedirectionAst: RedirectionAst, Class { ToStream: of_enum!(REDIRECTION_STREAM) }
    NamedAttributeArgumentAst: Ast, Class {
        Argument: one::<ExpressionAst>(),
        ArgumentName: TEXT,
        ExpressionOmitted: BOOL,
    }
    NamedBlockAst: Ast, Class {
        BlockKind: KIND,
        Statements: many::<StatementAst>(),
        Traps: many::<TrapStatementAst>(),
        Unnamed: BOOL,
    }
    ParamBlockAst: Ast, Class { Attributes: many::<AttributeAst>(), Parameters: many::<ParameterAst>() }
    ParameterAst: Ast, Class {
        Attributes: many::<AttributeBaseAst>(),
        DefaultValue: one::<ExpressionAst>(),
        Name: one::<VariableExpressionAst>(),
        StaticType: TYPE,
    }
    ParenExpressionAst: ExpressionAst, Class { Pipeline: one::<PipelineBaseAst>() }
    PipelineAst: ChainableAst, Class { Background: BOOL, PipelineElements: many::<CommandBaseAst>() }
    PipelineChainAst: ChainableAst, Class {
        Background: BOOL,
        LhsPipelineChain: one::<ChainableAst>(),
        Operator: KIND,
        RhsPipeline: one::<PipelineAst>(),
    }
    PropertyMemberAst: MemberAst, Class {
        Attributes: many::<AttributeAst>(),
        InitialValue: one::<ExpressionAst>(),
        IsHidden: BOOL,
        IsPrivate: BOOL,
        IsPublic: BOOL,
        IsStatic: BOOL,
        PropertyAttributes: of_enum!(PROPERTY_ATTRIBUTES),
        PropertyType: one::<TypeConstraintAst>(),
    }
    ReturnStatementAst: StatementAst, Class { Pipeline: one::<PipelineBaseAst>() }
    ScriptBlockAst: Ast, Class {
        Attributes: many::<AttributeAst>(),
        BeginBlock: one::<NamedBlockAst>(),
        CleanBlock: one::<NamedBlockAst>(),
        DynamicParamBlock: one::<NamedBlockAst>(),
        EndBlock: one::<NamedBlockAst>(),
        ParamBlock: one::<ParamBlockAst>(),
        ProcessBlock: one::<NamedBlockAst>(),
        ScriptRequirements: OBJECT,
        UsingStatements: many::<UsingStatementAst>(),
    } [member::GET_HELP_CONTENT, member::GET_SCRIPT_BLOCK]
    ScriptBlockExpressionAst: ExpressionAst, Class { ScriptBlock: one::<ScriptBlockAst>() }
    StatementBlockAst: Ast, Class { Statements: many::<StatementAst>(), Traps: many::<TrapStatementAst>() }
    StringConstantExpressionAst: ConstantExpressionAst, Class {
        StringConstantType: of_enum!(STRING_CONSTANT_TYPE),
        Value: TEXT,
    }
    SubExpressionAst: ExpressionAst, Class { SubExpression: one::<StatementBlockAst>() }
    SwitchStatementAst: LabeledStatementAst, Class {
        Clauses: pairs::<ExpressionAst, StatementBlockAst>(),
        Default: one::<StatementBlockAst>(),
        Flags: of_enum!(SWITCH_FLAGS),
    }
    TernaryExpressionAst: ExpressionAst, Class {
        Condition: one::<ExpressionAst>(),
        IfFalse: one::<ExpressionAst>(),
        IfTrue: one::<ExpressionAst>(),
    }
    ThrowStatementAst: StatementAst, Class { IsRethrow: BOOL, Pipeline: one::<PipelineBaseAst>() }
    TrapStatementAst: StatementAst, Class {
        Body: one::<StatementBlockAst>(),
        TrapType: one::<TypeConstraintAst>(),
    }
    TryStatementAst: StatementAst, Class {
        Body: one::<StatementBlockAst>(),
        CatchClauses: many::<CatchClauseAst>(),
        Finally: one::<StatementBlockAst>(),
    }
    TypeConstraintAst: AttributeBaseAst, Class {}
    TypeDefinitionAst: StatementAst, Class {
        Attributes: many::<AttributeAst>(),
        BaseTypes: many::<TypeConstraintAst>(),
        IsClass: BOOL,
        IsEnum: BOOL,
        IsInterface: BOOL,
        Members: many::<MemberAst>(),
        Name: TEXT,
        TypeAttributes: of_enum!(TYPE_ATTRIBUTES),
    }
    TypeExpressionAst: ExpressionAst, Class { TypeName: one::<ITypeName>() }
    UnaryExpressionAst: ExpressionAst, Class { Child: one::<ExpressionAst>(), TokenKind: KIND }
    UsingExpressionAst: ExpressionAst, Class {
        SubExpression: one::<ExpressionAst>(),
    } [member::EXTRACT_USING_VARIABLE]
    UsingStatementAst: StatementAst, Class {
        Alias: one::<StringConstantExpressionAst>(),
        ModuleSpecification: one::<HashtableAst>(),
        Name: one::<StringConstantExpressionAst>(),
        UsingStatementKind: of_enum!(USING_STATEMENT_KIND),
    }
    VariableExpressionAst: ExpressionAst, Class {
        Splatted: BOOL,
        VariablePath: OBJECT,
    } [member::IS_CONSTANT_VARIABLE]
    WhileStatementAst: LoopStatementAst, Class {}
}
