//! `Get-Random` and `Get-SecureRandom`: numbers and choices by chance.

use crate::block::has_input;
use crate::fault;
use psp_derive::Cmdlet;
use psp_runtime::{Cmdlet, Session, Shell, Switch};
use psp_value::{ErrorCategory, Fault, Interrupt, Result, Str, Value, View, convert, member, types};

/// Gives random numbers, or random objects out of its input.
///
/// ```powershell
/// Get-Random -Minimum 1 -Maximum 7
/// 'a', 'b', 'c' | Get-Random -Shuffle
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet(
    "Get-Random",
    default_set = "RandomNumberParameterSet",
    output = "System.Int32",
    output = "System.Int64",
    output = "System.Double"
)]
pub(super) struct GetRandom {
    /// Makes what follows repeatable.
    #[param(validate_not_null)]
    set_seed: Option<i32>,
    /// Numbers stay below this.
    #[param(set = "RandomNumberParameterSet", position = 0)]
    maximum: Value,
    /// Numbers start at this.
    #[param(set = "RandomNumberParameterSet")]
    minimum: Value,
    /// The objects to choose from.
    #[param(set = "RandomListItemParameterSet", position = 0, mandatory, pipeline, allow_null)]
    #[param(set = "ShuffleParameterSet", position = 0, mandatory, pipeline)]
    input_object: Vec<Value>,
    /// How many.
    #[param(set = "RandomListItemParameterSet", validate_range(1, 2_147_483_647))]
    #[param(set = "RandomNumberParameterSet")]
    count: Option<i32>,
    /// All objects in random order.
    #[param(set = "ShuffleParameterSet", mandatory)]
    shuffle: Switch,

    chance: Chance,
}

/// Gives random numbers that cannot be foretold, or random objects out of its input.
///
/// ```powershell
/// Get-SecureRandom -Maximum 1000
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet(
    "Get-SecureRandom",
    default_set = "RandomNumberParameterSet",
    output = "System.Int32",
    output = "System.Int64",
    output = "System.Double"
)]
pub(super) struct GetSecureRandom {
    /// Numbers stay below this.
    #[param(set = "RandomNumberParameterSet", position = 0)]
    maximum: Value,
    /// Numbers start at this.
    #[param(set = "RandomNumberParameterSet")]
    minimum: Value,
    /// The objects to choose from.
    #[param(set = "RandomListItemParameterSet", position = 0, mandatory, pipeline, allow_null)]
    #[param(set = "ShuffleParameterSet", position = 0, mandatory, pipeline)]
    input_object: Vec<Value>,
    /// How many.
    #[param(set = "RandomListItemParameterSet", validate_range(1, 2_147_483_647))]
    #[param(set = "RandomNumberParameterSet")]
    count: Option<i32>,
    /// All objects in random order.
    #[param(set = "ShuffleParameterSet", mandatory)]
    shuffle: Switch,

    chance: Chance,
}

/// The generator that `-SetSeed` made, of a session.
#[derive(Default)]
struct Seeded(Option<Value>);

/// What both commands do.
#[derive(Default)]
struct Chance {
    /// The emulated `System.Random`; the machine's own randomness without one.
    generator: Option<Value>,
    count: usize,
    shuffle: bool,
    chosen: Vec<Value>,
    seen: i32,
}

impl Cmdlet for GetRandom {
    fn begin(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        if let Some(seed) = self.set_seed {
            let made = match types::find("System.Random") {
                Some(ty) => member::construct(shell.session, ty, vec![Value::int(seed)])?,
                None => return Err(fault::parameter("Get-Random", "SetSeed")),
            };
            shell.extension::<Seeded>().0 = Some(made);
        }
        self.chance.generator.clone_from(&shell.extension::<Seeded>().0);
        self.chance.count = self.count.map_or(1, |it| usize::try_from(it).unwrap_or(1));
        self.chance.shuffle = self.shuffle.0;
        Ok(())
    }

    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        if is_number_set(shell) {
            return self.chance.numbers(shell, &self.minimum, &self.maximum);
        }
        self.chance.take(shell, std::mem::take(&mut self.input_object))
    }

    fn end(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        self.chance.emit(shell)
    }
}

impl Cmdlet for GetSecureRandom {
    fn begin(&mut self, _shell: &mut Shell<'_>) -> Result<()> {
        self.chance.count = self.count.map_or(1, |it| usize::try_from(it).unwrap_or(1));
        self.chance.shuffle = self.shuffle.0;
        Ok(())
    }

    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        if is_number_set(shell) {
            return self.chance.numbers(shell, &self.minimum, &self.maximum);
        }
        self.chance.take(shell, std::mem::take(&mut self.input_object))
    }

    fn end(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        self.chance.emit(shell)
    }
}

fn is_number_set(shell: &Shell<'_>) -> bool {
    !shell.expects_input() && !has_input(shell) && !shell.is_bound("Shuffle")
}

/// A bound of numbers, converted.
enum Bound {
    None,
    Int(i32),
    Long(i64),
    Real(f64),
}

fn bound(session: &mut Session, value: &Value) -> Result<Bound> {
    let plain = value.unboxed();
    Ok(match plain.view() {
        View::Null | View::Nothing => Bound::None,
        View::Int32(it) => Bound::Int(it),
        View::Int64(it) => Bound::Long(it),
        View::Str(text) => {
            let number = convert::convert(session, plain, psp_value::well_known::DOUBLE.ty())?;
            let whole = text.text().trim().parse::<i64>().ok();
            match whole {
                Some(it) => i32::try_from(it).map_or(Bound::Long(it), Bound::Int),
                None => Bound::Real(number.as_double().unwrap_or(0.0)),
            }
        }
        View::SByte(_) | View::Byte(_) | View::Int16(_) | View::UInt16(_) => {
            Bound::Int(convert::to_i32(session, plain)?)
        }
        View::UInt32(it) => Bound::Long(i64::from(it)),
        _ => Bound::Real(convert::to_f64(session, plain)?),
    })
}

fn empty_range(least: &str, greatest: &str) -> Interrupt {
    let message = format!(
        "The Minimum value ({least}) cannot be greater than or equal to the Maximum value ({greatest})."
    );
    Fault::new("System.ArgumentException", message)
        .id("MinGreaterThanOrEqualMax")
        .category(ErrorCategory::InvalidArgument)
        .into()
}

impl Chance {
    fn numbers(&mut self, shell: &mut Shell<'_>, least: &Value, greatest: &Value) -> Result<()> {
        let (least, greatest) = (bound(shell.session, least)?, bound(shell.session, greatest)?);
        match (least, greatest) {
            (least @ (Bound::None | Bound::Int(_)), greatest @ (Bound::None | Bound::Int(_))) => {
                let from = if let Bound::Int(it) = least { it } else { 0 };
                let to = if let Bound::Int(it) = greatest { it } else { i32::MAX };
                if from >= to {
                    return Err(empty_range(&from.to_string(), &to.to_string()));
                }
                for _ in 0..self.count {
                    let number = self.between(shell.session, from, to)?;
                    shell.write(Value::int(number))?;
                }
                Ok(())
            }
            (Bound::Real(from), to) => self.reals(shell, from, real(&to, f64::MAX)),
            (from, Bound::Real(to)) => self.reals(shell, real(&from, 0.0), to),
            (from, to) => {
                let (from, to) = (long(&from, 0), long(&to, i64::MAX));
                if from >= to {
                    return Err(empty_range(&from.to_string(), &to.to_string()));
                }
                for _ in 0..self.count {
                    let number = self.long_between(shell.session, from, to)?;
                    shell.write(Value::long(number))?;
                }
                Ok(())
            }
        }
    }

    fn reals(&mut self, shell: &mut Shell<'_>, from: f64, to: f64) -> Result<()> {
        if from >= to {
            return Err(empty_range(&from.to_string(), &to.to_string()));
        }
        for _ in 0..self.count {
            let mut range = to - from;
            let number = loop {
                let chance = self.real(shell.session)?;
                let number = if range.is_infinite() {
                    from + chance * to - chance * from
                } else {
                    from + chance * range
                };
                range *= chance;
                if number < to {
                    break number;
                }
            };
            shell.write(Value::double(number))?;
        }
        Ok(())
    }

    /// Takes objects to choose from; keeps as many as are wanted, each with the same chance.
    fn take(&mut self, shell: &mut Shell<'_>, objects: Vec<Value>) -> Result<()> {
        let objects = if objects.is_empty() { vec![Value::NULL] } else { objects };
        for object in objects {
            if self.shuffle || self.chosen.len() < self.count {
                self.chosen.push(object);
            } else if (self.between(shell.session, 0, self.seen + 1)? as usize) < self.count {
                let at = self.between(shell.session, 0, self.chosen.len() as i32)? as usize;
                self.chosen[at] = object;
            }
            self.seen += 1;
        }
        Ok(())
    }

    fn emit(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let mut chosen = std::mem::take(&mut self.chosen);
        for at in 0..chosen.len() {
            let other = self.between(shell.session, at as i32, chosen.len() as i32)? as usize;
            chosen.swap(at, other);
            let object = chosen[at].clone();
            shell.write(object)?;
        }
        Ok(())
    }

    fn bytes(&mut self, session: &mut Session, bytes: &mut [u8]) -> Result<()> {
        let Some(generator) = &self.generator else {
            let system = session.engine().system.clone();
            return system
                .random(bytes)
                .map_err(|error| Fault::new("System.IO.IOException", error.to_string()).into());
        };
        for byte in bytes {
            let next = member::invoke(session, generator, &Str::new("Next"), Vec::new(), &[])?;
            *byte = next.as_int().unwrap_or(0) as u8;
        }
        Ok(())
    }

    /// From 0 to the greatest `[int]`, that one not included.
    fn int(&mut self, session: &mut Session) -> Result<i32> {
        loop {
            let mut bytes = [0; 4];
            self.bytes(session, &mut bytes)?;
            match i32::from_le_bytes(bytes) {
                i32::MAX => {}
                it if it < 0 => return Ok(it + i32::MAX),
                it => return Ok(it),
            }
        }
    }

    fn real(&mut self, session: &mut Session) -> Result<f64> {
        Ok(f64::from(self.int(session)?) * (1.0 / f64::from(i32::MAX)))
    }

    fn between(&mut self, session: &mut Session, from: i32, to: i32) -> Result<i32> {
        let range = i64::from(to) - i64::from(from);
        if range <= i64::from(i32::MAX) {
            return Ok((self.real(session)? * range as f64) as i32 + from);
        }
        // A wide range needs more than 31 bits of chance.
        let sample = self.int(session)?;
        let negative = self.int(session)? % 2 == 0;
        let wide = f64::from(if negative { -sample } else { sample }) + f64::from(i32::MAX - 1);
        let share = wide / (2.0 * f64::from(i32::MAX) - 1.0);
        Ok(((share * range as f64) as i64 + i64::from(from)) as i32)
    }

    fn long_between(&mut self, session: &mut Session, from: i64, to: i64) -> Result<i64> {
        let range = to.wrapping_sub(from) as u64;
        if let Ok(narrow) = i32::try_from(range) {
            return Ok(from + i64::from(self.between(session, 0, narrow)?));
        }
        let mask = u64::MAX >> range.leading_zeros();
        loop {
            let mut bytes = [0; 8];
            self.bytes(session, &mut bytes)?;
            let number = u64::from_le_bytes(bytes) & mask;
            if number < range {
                return Ok((from as f64 + number as f64) as i64);
            }
        }
    }
}

fn long(bound: &Bound, default: i64) -> i64 {
    match *bound {
        Bound::None => default,
        Bound::Int(it) => i64::from(it),
        Bound::Long(it) => it,
        Bound::Real(it) => it as i64,
    }
}

fn real(bound: &Bound, default: f64) -> f64 {
    match *bound {
        Bound::None => default,
        Bound::Int(it) => f64::from(it),
        Bound::Long(it) => it as f64,
        Bound::Real(it) => it,
    }
}
