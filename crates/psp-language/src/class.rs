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
        Left: one::<ExpressionAst>(),
        Operator: KIND,
        Right: one::<StatementAst>(),
        ErrorPosition: one::<IScriptExtent>(),
    } [member::GET_ASSIGNMENT_TARGETS]
    AttributeBaseAst: Ast, Abstract { TypeName: one::<ITypeName>() }
    AttributeAst: AttributeBaseAst, Class {
        PositionalArguments: many::<ExpressionAst>(),
        NamedArguments: many::<NamedAttributeArgumentAst>(),
    }
    AttributedExpressionAst: ExpressionAst, Class {
        Attribute: one::<AttributeBaseAst>(),
        Child: one::<ExpressionAst>(),
    }
    MemberExpressionAst: ExpressionAst, Class {
        Expression: one::<ExpressionAst>(),
        Member: one::<CommandElementAst>(),
        Static: BOOL,
        NullConditional: BOOL,
    }
    InvokeMemberExpressionAst: MemberExpressionAst, Class {
        Arguments: many::<ExpressionAst>(),
        GenericTypeArguments: many::<ITypeName>(),
    }
    BaseCtorInvokeMemberExpressionAst: InvokeMemberExpressionAst, Class {}
    BinaryExpressionAst: ExpressionAst, Class {
        Operator: KIND,
        Left: one::<ExpressionAst>(),
        Right: one::<ExpressionAst>(),
        ErrorPosition: one::<IScriptExtent>(),
    }
    BlockStatementAst: StatementAst, Class { Body: one::<StatementBlockAst>(), Kind: OBJECT }
    BreakStatementAst: StatementAst, Class { Label: one::<ExpressionAst>() }
    CatchClauseAst: Ast, Class {
        CatchTypes: many::<TypeConstraintAst>(),
        IsCatchAll: BOOL,
        Body: one::<StatementBlockAst>(),
    }
    ChainableAst: PipelineBaseAst, Abstract {}
    CommandBaseAst: StatementAst, Abstract { Redirections: many::<RedirectionAst>() }
    CommandAst: CommandBaseAst, Class {
        CommandElements: many::<CommandElementAst>(),
        InvocationOperator: KIND,
        DefiningKeyword: OBJECT,
    } [member::GET_COMMAND_NAME]
    CommandExpressionAst: CommandBaseAst, Class { Expression: one::<ExpressionAst>() }
    CommandParameterAst: CommandElementAst, Class {
        ParameterName: TEXT,
        Argument: one::<ExpressionAst>(),
        ErrorPosition: one::<IScriptExtent>(),
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
        Variable: TEXT,
        CommandsAllowed: many::<ExpressionAst>(),
        Body: one::<StatementBlockAst>(),
    }
    LabeledStatementAst: StatementAst, Abstract { Label: TEXT, Condition: one::<PipelineBaseAst>() }
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
        Value: TEXT,
        StringConstantType: of_enum!(STRING_CONSTANT_TYPE),
        NestedExpressions: many::<ExpressionAst>(),
    }
    RedirectionAst: Ast, Abstract { FromStream: of_enum!(REDIRECTION_STREAM) }
    FileRedirectionAst: RedirectionAst, Class { Location: one::<ExpressionAst>(), Append: BOOL }
    ForEachStatementAst: LoopStatementAst, Class {
        Variable: one::<VariableExpressionAst>(),
        ThrottleLimit: one::<ExpressionAst>(),
        Flags: of_enum!(FOR_EACH_FLAGS),
    }
    ForStatementAst: LoopStatementAst, Class {
        Initializer: one::<PipelineBaseAst>(),
        Iterator: one::<PipelineBaseAst>(),
    }
    FunctionDefinitionAst: StatementAst, Class {
        IsFilter: BOOL,
        IsWorkflow: BOOL,
        Name: TEXT,
        Parameters: many::<ParameterAst>(),
        Body: one::<ScriptBlockAst>(),
    } [member::GET_HELP_CONTENT]
    MemberAst: Ast, Abstract { Name: TEXT }
    FunctionMemberAst: MemberAst, Class {
        Attributes: many::<AttributeAst>(),
        ReturnType: one::<TypeConstraintAst>(),
        Parameters: many::<ParameterAst>(),
        Body: one::<ScriptBlockAst>(),
        MethodAttributes: of_enum!(METHOD_ATTRIBUTES),
        IsPublic: BOOL,
        IsPrivate: BOOL,
        IsHidden: BOOL,
        IsStatic: BOOL,
        IsConstructor: BOOL,
    }
    HashtableAst: ExpressionAst, Class { KeyValuePairs: pairs::<ExpressionAst, StatementAst>() }
    IfStatementAst: StatementAst, Class {
        Clauses: pairs::<PipelineBaseAst, StatementBlockAst>(),
        ElseClause: one::<StatementBlockAst>(),
    }
    IndexExpressionAst: ExpressionAst, Class {
        Target: one::<ExpressionAst>(),
        Index: one::<ExpressionAst>(),
        NullConditional: BOOL,
    }
    MergingRedirectionAst: RedirectionAst, Class { ToStream: of_enum!(REDIRECTION_STREAM) }
    NamedAttributeArgumentAst: Ast, Class {
        ArgumentName: TEXT,
        Argument: one::<ExpressionAst>(),
        ExpressionOmitted: BOOL,
    }
    NamedBlockAst: Ast, Class {
        Unnamed: BOOL,
        BlockKind: KIND,
        Statements: many::<StatementAst>(),
        Traps: many::<TrapStatementAst>(),
    }
    ParamBlockAst: Ast, Class { Attributes: many::<AttributeAst>(), Parameters: many::<ParameterAst>() }
    ParameterAst: Ast, Class {
        Attributes: many::<AttributeBaseAst>(),
        Name: one::<VariableExpressionAst>(),
        DefaultValue: one::<ExpressionAst>(),
        StaticType: TYPE,
    }
    ParenExpressionAst: ExpressionAst, Class { Pipeline: one::<PipelineBaseAst>() }
    PipelineAst: ChainableAst, Class { PipelineElements: many::<CommandBaseAst>(), Background: BOOL }
    PipelineChainAst: ChainableAst, Class {
        LhsPipelineChain: one::<ChainableAst>(),
        RhsPipeline: one::<PipelineAst>(),
        Operator: KIND,
        Background: BOOL,
    }
    PropertyMemberAst: MemberAst, Class {
        PropertyType: one::<TypeConstraintAst>(),
        Attributes: many::<AttributeAst>(),
        PropertyAttributes: of_enum!(PROPERTY_ATTRIBUTES),
        InitialValue: one::<ExpressionAst>(),
        IsPublic: BOOL,
        IsPrivate: BOOL,
        IsHidden: BOOL,
        IsStatic: BOOL,
    }
    ReturnStatementAst: StatementAst, Class { Pipeline: one::<PipelineBaseAst>() }
    ScriptBlockAst: Ast, Class {
        Attributes: many::<AttributeAst>(),
        UsingStatements: many::<UsingStatementAst>(),
        ParamBlock: one::<ParamBlockAst>(),
        BeginBlock: one::<NamedBlockAst>(),
        ProcessBlock: one::<NamedBlockAst>(),
        EndBlock: one::<NamedBlockAst>(),
        CleanBlock: one::<NamedBlockAst>(),
        DynamicParamBlock: one::<NamedBlockAst>(),
        ScriptRequirements: OBJECT,
    } [member::GET_HELP_CONTENT, member::GET_SCRIPT_BLOCK]
    ScriptBlockExpressionAst: ExpressionAst, Class { ScriptBlock: one::<ScriptBlockAst>() }
    StatementBlockAst: Ast, Class { Statements: many::<StatementAst>(), Traps: many::<TrapStatementAst>() }
    StringConstantExpressionAst: ConstantExpressionAst, Class {
        StringConstantType: of_enum!(STRING_CONSTANT_TYPE),
        Value: TEXT,
    }
    SubExpressionAst: ExpressionAst, Class { SubExpression: one::<StatementBlockAst>() }
    SwitchStatementAst: LabeledStatementAst, Class {
        Flags: of_enum!(SWITCH_FLAGS),
        Clauses: pairs::<ExpressionAst, StatementBlockAst>(),
        Default: one::<StatementBlockAst>(),
    }
    TernaryExpressionAst: ExpressionAst, Class {
        Condition: one::<ExpressionAst>(),
        IfTrue: one::<ExpressionAst>(),
        IfFalse: one::<ExpressionAst>(),
    }
    ThrowStatementAst: StatementAst, Class { Pipeline: one::<PipelineBaseAst>(), IsRethrow: BOOL }
    TrapStatementAst: StatementAst, Class {
        TrapType: one::<TypeConstraintAst>(),
        Body: one::<StatementBlockAst>(),
    }
    TryStatementAst: StatementAst, Class {
        Body: one::<StatementBlockAst>(),
        CatchClauses: many::<CatchClauseAst>(),
        Finally: one::<StatementBlockAst>(),
    }
    TypeConstraintAst: AttributeBaseAst, Class {}
    TypeDefinitionAst: StatementAst, Class {
        Name: TEXT,
        Attributes: many::<AttributeAst>(),
        BaseTypes: many::<TypeConstraintAst>(),
        Members: many::<MemberAst>(),
        TypeAttributes: of_enum!(TYPE_ATTRIBUTES),
        IsEnum: BOOL,
        IsClass: BOOL,
        IsInterface: BOOL,
    }
    TypeExpressionAst: ExpressionAst, Class { TypeName: one::<ITypeName>() }
    UnaryExpressionAst: ExpressionAst, Class { TokenKind: KIND, Child: one::<ExpressionAst>() }
    UsingExpressionAst: ExpressionAst, Class {
        SubExpression: one::<ExpressionAst>(),
    } [member::EXTRACT_USING_VARIABLE]
    UsingStatementAst: StatementAst, Class {
        UsingStatementKind: of_enum!(USING_STATEMENT_KIND),
        Name: one::<StringConstantExpressionAst>(),
        Alias: one::<StringConstantExpressionAst>(),
        ModuleSpecification: one::<HashtableAst>(),
    }
    VariableExpressionAst: ExpressionAst, Class {
        VariablePath: OBJECT,
        Splatted: BOOL,
    } [member::IS_CONSTANT_VARIABLE]
    WhileStatementAst: LoopStatementAst, Class {}
}
