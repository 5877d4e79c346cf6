//! What the binder asks of a signature with every call, worked out once.

use super::{Check, Parameter, SetPlace, Signature};
use psp_ir::Constant;
use psp_value::{Type, TypeCode, Value, well_known};

/// All parameter sets: nothing has narrowed them yet.
pub const ALL_SETS: u32 = u32::MAX;

/// Facts of a whole signature.
#[derive(Clone, Default)]
pub struct Plan {
    /// Facts of each parameter.
    pub params: Vec<ParamPlan>,
    /// The bits of all declared sets.
    pub declared_sets: u32,
    /// The default set's bit; 0 without one.
    pub default_set: u32,
    /// Some parameter takes pipeline input.
    pub takes_pipeline: bool,
    /// See [`Signature::is_simple`].
    pub(super) simple: bool,
}

/// Facts of a parameter.
#[derive(Clone, Default)]
pub struct ParamPlan {
    /// The bits of the sets it is in by name.
    pub sets: u32,
    /// It is in all sets.
    pub in_all: bool,
    /// Must be given in some set.
    pub mandatory: bool,
    /// Takes pipeline input in some set.
    pub pipeline: bool,
    /// `[AllowNull()]`
    pub allows_null: bool,
    /// `[AllowEmptyString()]`
    pub allows_empty_string: bool,
    /// `[AllowEmptyCollection()]`
    pub allows_empty_collection: bool,
    /// What sort of collection its type is.
    pub collection: Collection,
    /// Takes a script block as it is: it is not run for each object.
    pub takes_block: bool,
    /// A value of exactly this type needs no conversion and no check.
    pub exact: Option<TypeCode>,
}

/// What sort of collection a type is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Collection {
    /// None.
    #[default]
    None,
    /// An array.
    Array,
    /// A list with `Add`.
    List,
}

impl Collection {
    /// What sort of collection a type is, for binding.
    pub fn of(ty: Type) -> Self {
        if ty.is_array() || ty == well_known::ARRAY.ty() {
            return Self::Array;
        }
        let is_list = ty.is_a(well_known::ILIST.ty()) && !ty.is_a(well_known::IDICTIONARY.ty());
        if is_list { Self::List } else { Self::None }
    }
}

impl SetPlace {
    /// The set's bit; 0 for all sets.
    #[inline]
    pub fn flag(&self) -> u32 {
        self.set.map_or(0, |it| 1u32.checked_shl(u32::from(it)).unwrap_or(0))
    }

    /// The place counts while these sets are possible.
    #[inline]
    pub fn fits(&self, sets: u32) -> bool {
        self.set.is_none() || self.flag() & sets != 0
    }

    /// Takes pipeline input.
    pub fn takes_input(&self) -> bool {
        self.pipeline || self.by_name
    }
}

impl Parameter {
    /// Its places in these sets.
    pub fn places(&self, sets: u32) -> impl Iterator<Item = &SetPlace> {
        self.sets.iter().filter(move |it| it.fits(sets))
    }

    /// Its place in these sets: that of a set before that of all sets.
    pub fn place(&self, sets: u32) -> Option<&SetPlace> {
        let own = self.sets.iter().find(|it| it.set.is_some() && it.fits(sets));
        own.or_else(|| self.sets.iter().find(|it| it.set.is_none()))
    }

    /// Takes pipeline input in these sets.
    pub fn takes_input(&self, sets: u32) -> bool {
        self.places(sets).any(SetPlace::takes_input)
    }

    /// The type as messages name it.
    pub fn type_or_object(&self) -> Type {
        self.ty.unwrap_or(well_known::OBJECT.ty())
    }

    fn plan(&self) -> ParamPlan {
        let ty = self.type_or_object();
        let allows = |check: fn(&Check) -> bool| self.checks.iter().any(check);
        let collection = Collection::of(ty);
        let block_like = |ty: Type| ty == well_known::OBJECT.ty() || ty == well_known::SCRIPT_BLOCK.ty();
        let exact = match self.ty {
            None => Some(TypeCode::Object),
            Some(ty) if is_scalar(ty.code) => Some(ty.code),
            Some(_) => None,
        };
        let free = self.checks.is_empty() && self.transforms.is_empty() && self.type_name.is_none();
        let mandatory = self.sets.iter().any(|it| it.mandatory);
        ParamPlan {
            sets: self.sets.iter().fold(0, |all, it| all | it.flag()),
            in_all: self.sets.iter().any(|it| it.set.is_none()),
            mandatory,
            pipeline: self.takes_input(ALL_SETS),
            allows_null: allows(|it| matches!(it, Check::AllowNull)),
            allows_empty_string: allows(|it| matches!(it, Check::AllowEmptyString)),
            allows_empty_collection: allows(|it| matches!(it, Check::AllowEmptyCollection)),
            collection,
            takes_block: block_like(ty) || collection != Collection::None && block_like(ty.element()),
            exact: exact.filter(|_| free && !mandatory),
        }
    }
}

impl Signature {
    /// Works out [`plan`](Self::plan); once all parameters are there.
    pub(super) fn make_plan(&mut self) {
        let params: Vec<ParamPlan> = self.params.iter().map(Parameter::plan).collect();
        let plain = |(param, plan): (&Parameter, &ParamPlan)| {
            plan.in_all
                && plan.exact.is_some()
                && !param.is_switch
                && param.aliases.is_empty()
                && !plan.pipeline
        };
        let bit = |it: u8| 1u32.checked_shl(u32::from(it)).unwrap_or(0);
        self.plan = Plan {
            declared_sets: (0..self.sets.len() as u8).fold(0, |all, it| all | bit(it)),
            default_set: self.default_set.map_or(0, bit),
            takes_pipeline: params.iter().any(|it| it.pipeline),
            simple: self.is_script
                && !self.advanced
                && self.positional_binding
                && self.params.iter().zip(&params).all(plain),
            params,
        };
    }

    /// Positional arguments go to the parameters one by one, each with nothing but a scalar type or none: such a call
    /// can be bound with [`crate::binder::simple_value`] alone, without [`crate::binder::bind`].
    #[inline]
    pub fn is_simple(&self) -> bool {
        self.plan.simple
    }

    /// The scalar that parameter number `index` of a [simple](Self::is_simple) signature takes; `Object` takes anything.
    #[inline]
    pub fn simple_code(&self, index: usize) -> TypeCode {
        self.plan.params.get(index).and_then(|it| it.exact).unwrap_or(TypeCode::Object)
    }

    /// What an unbound parameter without a default value holds: `0` for `[int]`, `''` for `[string]`, else null.
    pub fn initial_value(&self, index: usize) -> Value {
        let Some(ty) = self.params.get(index).and_then(|it| it.ty) else { return Value::NULL };
        match ty.code {
            TypeCode::Bool => Value::FALSE,
            TypeCode::Char => Value::char(0),
            TypeCode::SByte => 0i8.into(),
            TypeCode::Byte => 0u8.into(),
            TypeCode::Int16 => 0i16.into(),
            TypeCode::UInt16 => 0u16.into(),
            TypeCode::Int32 => Value::int(0),
            TypeCode::UInt32 => 0u32.into(),
            TypeCode::Int64 => Value::long(0),
            TypeCode::UInt64 => 0u64.into(),
            TypeCode::Single => 0f32.into(),
            TypeCode::Double => Value::double(0.0),
            TypeCode::Decimal => crate::value_of(&Constant::Decimal("0".into())),
            TypeCode::BigInteger => crate::value_of(&Constant::BigInteger("0".into())),
            TypeCode::String => "".into(),
            _ if ty == well_known::SWITCH_PARAMETER.ty() => Value::switch(false),
            _ => Value::NULL,
        }
    }
}

fn is_scalar(code: TypeCode) -> bool {
    use TypeCode::{Bool, Char, Double, Single, String};
    code.is_integer() || matches!(code, Bool | Char | Single | Double | String)
}
