//! `System.Random`: with a seed the numbers are .NET's own.

use crate::{
    declare::elements,
    support::{elements::copy_into, errors},
};
use psp_derive::ps_type;
use psp_value::{Fault, Lock, Native, Object, Result, Type, Value};

/// A source of random numbers.
pub(crate) struct Random(Lock<Source>);

enum Source {
    /// Without a seed.
    Fast(fastrand::Rng),
    /// With a seed: Knuth's subtractive generator.
    Seeded(Box<Seeded>),
}

/// .NET's generator for seeds.
struct Seeded {
    table: [i32; 56],
    next: usize,
    next_p: usize,
}

impl Native for Random {}

impl Seeded {
    fn new(seed: i32) -> Self {
        let mut table = [0i32; 56];
        let mut mj = 161_803_398i32.wrapping_sub(seed.checked_abs().unwrap_or(i32::MAX));
        table[55] = mj;
        let (mut mk, mut at) = (1i32, 0usize);
        for _ in 1..55 {
            at = (at + 21) % 55;
            table[at] = mk;
            mk = mj.wrapping_sub(mk);
            if mk < 0 {
                mk = mk.wrapping_add(i32::MAX);
            }
            mj = table[at];
        }
        for _ in 1..5 {
            for index in 1..56 {
                let other = (index + 30) % 55;
                let it = table[index].wrapping_sub(table[1 + other]);
                table[index] = if it < 0 { it.wrapping_add(i32::MAX) } else { it };
            }
        }
        Self { table, next: 0, next_p: 21 }
    }

    fn sample(&mut self) -> i32 {
        let step = |it: usize| if it + 1 >= 56 { 1 } else { it + 1 };
        (self.next, self.next_p) = (step(self.next), step(self.next_p));
        let mut it = self.table[self.next].wrapping_sub(self.table[self.next_p]);
        if it == i32::MAX {
            it -= 1;
        }
        if it < 0 {
            it = it.wrapping_add(i32::MAX);
        }
        self.table[self.next] = it;
        it
    }

    fn double(&mut self) -> f64 {
        f64::from(self.sample()) * (1.0 / f64::from(i32::MAX))
    }

    /// For ranges wider than an int.
    fn large(&mut self) -> f64 {
        let mut it = self.sample();
        if self.sample() % 2 == 0 {
            it = -it;
        }
        (f64::from(it) + f64::from(i32::MAX - 1)) / (2.0 * f64::from(i32::MAX) - 1.0)
    }

    /// 63 bits, as .NET puts them together for `NextInt64`.
    fn bits(&mut self) -> u64 {
        let mut part = || u64::from((self.double() * 4_194_304.0) as u32);
        part() | part() << 22 | part() << 44
    }
}

impl Source {
    fn double(&mut self) -> f64 {
        match self {
            Self::Fast(it) => it.f64(),
            Self::Seeded(it) => it.double(),
        }
    }

    /// A number from `low` up to, but not with, `high`.
    fn between(&mut self, low: i64, high: i64) -> i64 {
        if low >= high {
            return low;
        }
        match self {
            Self::Fast(it) => it.i64(low..high),
            Self::Seeded(it) => {
                let range = i128::from(high) - i128::from(low);
                if range <= i128::from(i32::MAX) {
                    (it.double() * range as f64) as i64 + low
                } else if range <= i128::from(u32::MAX) {
                    (it.large() * range as f64) as i64 + low
                } else {
                    (i128::from(it.bits()).rem_euclid(range) + i128::from(low)) as i64
                }
            }
        }
    }
}

#[ps_type("System.Random")]
impl Random {
    /// With or without a seed.
    #[ps("new")]
    fn new() -> Self {
        Self(Lock::new(Source::Fast(fastrand::Rng::new())))
    }
    #[ps("new")]
    fn seeded(seed: i32) -> Self {
        Self(Lock::new(Source::Seeded(Box::new(Seeded::new(seed)))))
    }

    /// A source for all.
    #[ps(get)]
    fn shared() -> Self {
        Self::new()
    }

    /// A number that is not negative, or one from a range without its end.
    #[ps]
    fn next(&self) -> i32 {
        self.0.with(|it| match it {
            Source::Fast(it) => it.i32(0..i32::MAX),
            Source::Seeded(it) => it.sample(),
        })
    }
    #[ps("Next")]
    fn next_below(&self, max_value: i32) -> Result<i32> {
        if max_value < 0 {
            return Err(errors::negative("maxValue", max_value));
        }
        Ok(self.0.with(|it| it.between(0, i64::from(max_value))) as i32)
    }
    #[ps("Next")]
    fn next_between(&self, min_value: i32, max_value: i32) -> Result<i32> {
        if min_value > max_value {
            return Err(Fault::out_of_range("'minValue' cannot be greater than maxValue.", "minValue").into());
        }
        Ok(self.0.with(|it| it.between(i64::from(min_value), i64::from(max_value))) as i32)
    }

    /// A long number that is not negative, or one from a range without its end.
    #[ps("NextInt64")]
    fn next_long(&self) -> i64 {
        self.0.with(|it| it.between(0, i64::MAX))
    }
    #[ps("NextInt64")]
    fn next_long_below(&self, max_value: i64) -> i64 {
        self.0.with(|it| it.between(0, max_value))
    }
    #[ps("NextInt64")]
    fn next_long_between(&self, min_value: i64, max_value: i64) -> i64 {
        self.0.with(|it| it.between(min_value, max_value))
    }

    /// A number from 0 up to, but not with, 1.
    #[ps]
    fn next_double(&self) -> f64 {
        self.0.with(Source::double)
    }
    #[ps]
    fn next_single(&self) -> f32 {
        self.0.with(Source::double) as f32
    }

    /// Fills an array with random bytes.
    #[ps]
    fn next_bytes(&self, buffer: &Value) -> Result<()> {
        let count = elements(buffer).len();
        let bytes: Vec<Value> = self.0.with(|it| match it {
            Source::Fast(it) => (0..count).map(|_| it.u8(..).into()).collect(),
            Source::Seeded(it) => (0..count).map(|_| (it.sample() as u8).into()).collect(),
        });
        copy_into(&bytes, buffer, 0)
    }

    /// So many of the choices.
    #[ps]
    fn get_items(&self, choices: &Value, length: i32) -> Value {
        let all = elements(choices);
        let pick =
            |it: &mut Source| all.get(it.between(0, all.len() as i64) as usize).cloned().unwrap_or_default();
        let picked = (0..length).map(|_| self.0.with(pick)).collect();
        let element = choices.ty().map_or(psp_value::well_known::OBJECT.ty(), Type::element);
        Object::array_of(element, picked).into()
    }

    /// Mixes the elements of an array.
    #[ps]
    fn shuffle(&self, values: &Value) -> Result<()> {
        let mut all = elements(values);
        for at in 0..all.len().saturating_sub(1) {
            let other = self.0.with(|it| it.between(at as i64, all.len() as i64)) as usize;
            all.swap(at, other);
        }
        copy_into(&all, values, 0)
    }
}
