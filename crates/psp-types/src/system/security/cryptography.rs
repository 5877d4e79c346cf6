//! `System.Security.Cryptography`: hashes, keyed hashes and random bytes.

use crate::{
    declare::{Bytes, Emulated, elements},
    support::{elements::copy_into, errors},
    system::io::stream::Stream,
};
use md5::Md5;
use psp_derive::ps_type;
use psp_value::{Context, Lock, Native, Object, Result, Type, Value, well_known};
use sha1::{Digest, Sha1};
use sha2::{Sha256, Sha384, Sha512};

/// A way to hash.
#[derive(Clone, Copy)]
enum Kind {
    Md5,
    Sha1,
    Sha256,
    Sha384,
    Sha512,
}

/// Makes a hash of bytes, perhaps with a key.
pub(crate) struct HashAlgorithm {
    kind: Kind,
    key: Option<Vec<u8>>,
    last: Lock<Vec<u8>>,
    /// What `TransformBlock` was given so far.
    pending: Lock<Vec<u8>>,
}

impl Native for HashAlgorithm {}

impl Kind {
    fn hash(self, bytes: &[u8]) -> Vec<u8> {
        match self {
            Self::Md5 => Md5::digest(bytes).to_vec(),
            Self::Sha1 => Sha1::digest(bytes).to_vec(),
            Self::Sha256 => Sha256::digest(bytes).to_vec(),
            Self::Sha384 => Sha384::digest(bytes).to_vec(),
            Self::Sha512 => Sha512::digest(bytes).to_vec(),
        }
    }

    fn block(self) -> usize {
        match self {
            Self::Sha384 | Self::Sha512 => 128,
            _ => 64,
        }
    }

    /// HMAC, RFC 2104.
    fn keyed(self, key: &[u8], bytes: &[u8]) -> Vec<u8> {
        let mut padded = if key.len() > self.block() { self.hash(key) } else { key.to_vec() };
        padded.resize(self.block(), 0);
        let mut inner: Vec<u8> = padded.iter().map(|it| it ^ 0x36).collect();
        inner.extend_from_slice(bytes);
        let mut outer: Vec<u8> = padded.iter().map(|it| it ^ 0x5c).collect();
        outer.extend(self.hash(&inner));
        self.hash(&outer)
    }

    fn named(name: &str) -> Option<Self> {
        Some(match name.to_ascii_uppercase().replace('-', "").as_str() {
            "MD5" => Self::Md5,
            "SHA" | "SHA1" => Self::Sha1,
            "SHA256" => Self::Sha256,
            "SHA384" => Self::Sha384,
            "SHA512" => Self::Sha512,
            _ => return None,
        })
    }
}

impl HashAlgorithm {
    fn made(ty: Type, kind: Kind, key: Option<Vec<u8>>) -> Value {
        Object::native(ty, Self { kind, key, last: Lock::default(), pending: Lock::default() }).into()
    }

    fn compute(&self, bytes: &[u8]) -> Bytes {
        let hash = match &self.key {
            Some(key) => self.kind.keyed(key, bytes),
            None => self.kind.hash(bytes),
        };
        self.last.with(|it| it.clone_from(&hash));
        Bytes(hash)
    }
}

const fn hash_type() -> Type {
    match HashAlgorithm::INFO {
        Some(it) => it.ty(),
        None => well_known::OBJECT.ty(),
    }
}

#[ps_type("System.Security.Cryptography.HashAlgorithm", kind = Abstract, interfaces = [IDISPOSABLE])]
impl HashAlgorithm {
    /// The one with a name.
    #[ps]
    fn create(hash_name: Option<String>) -> Option<Value> {
        let kind = Kind::named(hash_name.as_deref().unwrap_or("SHA1"))?;
        let ty = match kind {
            Kind::Md5 => Md5Type::ty(),
            Kind::Sha1 => Sha1Type::ty(),
            Kind::Sha256 => Sha256Type::ty(),
            Kind::Sha384 => Sha384Type::ty(),
            Kind::Sha512 => Sha512Type::ty(),
        };
        Some(Self::made(ty, kind, None))
    }

    /// The hash of bytes, or of what is left in a stream.
    #[ps]
    fn compute_hash(&self, buffer: Bytes) -> Bytes {
        self.compute(&buffer.0)
    }
    #[ps("ComputeHash")]
    fn compute_part(&self, buffer: Bytes, offset: i32, count: i32) -> Result<Bytes> {
        let (start, end) = errors::range(offset, count, buffer.0.len())?;
        Ok(self.compute(buffer.0.get(start..end).unwrap_or_default()))
    }
    #[ps("ComputeHash")]
    fn compute_stream(&self, input_stream: &Stream) -> Result<Bytes> {
        Ok(self.compute(&input_stream.read_rest()?))
    }

    /// Takes a part of the bytes.
    #[ps]
    fn transform_block(
        &self,
        input_buffer: Bytes,
        input_offset: i32,
        input_count: i32,
        output_buffer: &Value,
        output_offset: i32,
    ) -> Result<i32> {
        let (start, end) = errors::range(input_offset, input_count, input_buffer.0.len())?;
        let part = input_buffer.0.get(start..end).unwrap_or_default();
        self.pending.with(|it| it.extend_from_slice(part));
        if !output_buffer.is_null() {
            let items: Vec<Value> = part.iter().map(|&it| it.into()).collect();
            copy_into(&items, output_buffer, output_offset)?;
        }
        Ok(input_count)
    }
    #[ps]
    fn transform_final_block(
        &self,
        input_buffer: Bytes,
        input_offset: i32,
        input_count: i32,
    ) -> Result<Bytes> {
        let (start, end) = errors::range(input_offset, input_count, input_buffer.0.len())?;
        let part = input_buffer.0.get(start..end).unwrap_or_default().to_vec();
        let mut all = self.pending.with(std::mem::take);
        all.extend_from_slice(&part);
        self.compute(&all);
        Ok(Bytes(part))
    }

    /// The last hash.
    #[ps(get)]
    fn hash(&self) -> Bytes {
        Bytes(self.last.snapshot())
    }

    /// How many bits a hash has.
    #[ps(get)]
    fn hash_size(&self) -> i32 {
        self.kind.hash(&[]).len() as i32 * 8
    }

    /// The key.
    #[ps(get)]
    fn key(&self) -> Bytes {
        Bytes(self.key.clone().unwrap_or_default())
    }

    /// Starts anew.
    #[ps]
    fn initialize(&self) {
        self.pending.with(Vec::clear);
    }

    /// Does nothing.
    #[ps]
    fn clear(&self) {}

    /// Does nothing.
    #[ps]
    fn dispose(&self) {}
}

macro_rules! hashes {
    ($($ty:ident $name:literal $hmac:ident $hmac_name:literal $kind:ident;)*) => {$(
        #[doc = $name]
        pub(crate) struct $ty;

        #[ps_type($name, kind = Abstract, base = hash_type())]
        impl $ty {
            /// A new one.
            #[ps]
            fn create() -> Value {
                HashAlgorithm::made(Self::ty(), Kind::$kind, None)
            }
            #[ps("new")]
            fn make_new() -> Value {
                Self::create()
            }

            /// The hash of bytes.
            #[ps]
            fn hash_data(source: Bytes) -> Bytes {
                Bytes(Kind::$kind.hash(&source.0))
            }
        }

        #[doc = $hmac_name]
        pub(crate) struct $hmac;

        #[ps_type($hmac_name, base = hash_type())]
        impl $hmac {
            /// With a key.
            #[ps("new")]
            fn make_new(key: Option<Bytes>) -> Value {
                HashAlgorithm::made(Self::ty(), Kind::$kind, Some(key.unwrap_or_default().0))
            }

            /// The keyed hash of bytes.
            #[ps]
            fn hash_data(key: Bytes, source: Bytes) -> Bytes {
                Bytes(Kind::$kind.keyed(&key.0, &source.0))
            }
        }
    )*};
}

hashes! {
    Md5Type "System.Security.Cryptography.MD5" HmacMd5 "System.Security.Cryptography.HMACMD5" Md5;
    Sha1Type "System.Security.Cryptography.SHA1" HmacSha1 "System.Security.Cryptography.HMACSHA1" Sha1;
    Sha256Type "System.Security.Cryptography.SHA256" HmacSha256 "System.Security.Cryptography.HMACSHA256" Sha256;
    Sha384Type "System.Security.Cryptography.SHA384" HmacSha384 "System.Security.Cryptography.HMACSHA384" Sha384;
    Sha512Type "System.Security.Cryptography.SHA512" HmacSha512 "System.Security.Cryptography.HMACSHA512" Sha512;
}

/// The old names of the implementations, which scripts construct.
macro_rules! implementations {
    ($($ty:ident $name:literal $base:ident $kind:ident;)*) => {
        $(
            struct $ty;

            #[ps_type($name, base = hash_type())]
            impl $ty {
                /// A new one.
                #[ps("new")]
                fn make_new() -> Value {
                    HashAlgorithm::made(Self::ty(), Kind::$kind, None)
                }
            }
        )*
        /// Their types.
        pub(crate) static IMPLEMENTATIONS: &[&psp_value::types::TypeDef] = &[$($ty::DEF),*];
    };
}

implementations! {
    Md5Csp "System.Security.Cryptography.MD5CryptoServiceProvider" Md5Type Md5;
    Sha1Csp "System.Security.Cryptography.SHA1CryptoServiceProvider" Sha1Type Sha1;
    Sha256Csp "System.Security.Cryptography.SHA256CryptoServiceProvider" Sha256Type Sha256;
    Sha384Csp "System.Security.Cryptography.SHA384CryptoServiceProvider" Sha384Type Sha384;
    Sha512Csp "System.Security.Cryptography.SHA512CryptoServiceProvider" Sha512Type Sha512;
    Sha1Managed "System.Security.Cryptography.SHA1Managed" Sha1Type Sha1;
    Sha256Managed "System.Security.Cryptography.SHA256Managed" Sha256Type Sha256;
    Sha384Managed "System.Security.Cryptography.SHA384Managed" Sha384Type Sha384;
    Sha512Managed "System.Security.Cryptography.SHA512Managed" Sha512Type Sha512;
}

/// Random bytes that nobody can guess.
pub(crate) struct RandomNumberGenerator;

impl Native for RandomNumberGenerator {}

fn random(context: &dyn Context, count: usize) -> Result<Vec<u8>> {
    let mut bytes = vec![0; count];
    context.system().random(&mut bytes).map_err(|it| crate::support::files::io_error(it.to_string()))?;
    Ok(bytes)
}

#[ps_type("System.Security.Cryptography.RandomNumberGenerator", kind = Abstract, interfaces = [IDISPOSABLE])]
impl RandomNumberGenerator {
    /// A new one.
    #[ps]
    fn create() -> Self {
        Self
    }

    /// Fills an array.
    #[ps]
    fn fill(context: &mut dyn Context, data: &Value) -> Result<()> {
        let bytes = random(context, elements(data).len())?;
        let items: Vec<Value> = bytes.into_iter().map(Value::from).collect();
        copy_into(&items, data, 0)
    }

    /// Fills an array, or gives so many bytes.
    #[ps]
    fn get_bytes(&self, context: &mut dyn Context, data: &Value) -> Result<()> {
        Self::fill(context, data)
    }
    #[ps("GetBytes")]
    fn get_count(context: &mut dyn Context, count: i32) -> Result<Bytes> {
        random(context, count.max(0) as usize).map(Bytes)
    }

    /// A number below a limit, or from a range without its end.
    #[ps("GetInt32")]
    fn get_int32(context: &mut dyn Context, from_inclusive: i32, to_exclusive: Option<i32>) -> Result<i32> {
        let (low, high) = to_exclusive.map_or((0, from_inclusive), |it| (from_inclusive, it));
        if low >= high {
            return Err(psp_value::Fault::new(
                "System.ArgumentException",
                "Range of random number does not contain at least one possibility.",
            )
            .into());
        }
        let bytes = random(context, 8)?;
        let number = u64::from_le_bytes(bytes.try_into().unwrap_or_default());
        Ok((i64::from(low) + (number % (i64::from(high) - i64::from(low)) as u64) as i64) as i32)
    }

    /// Does nothing.
    #[ps]
    fn dispose(&self) {}
}

/// The types of this namespace.
pub(crate) static TYPES: &[&psp_value::types::TypeDef] = &[
    HashAlgorithm::DEF,
    HmacMd5::DEF,
    HmacSha1::DEF,
    HmacSha256::DEF,
    HmacSha384::DEF,
    HmacSha512::DEF,
    Md5Type::DEF,
    RandomNumberGenerator::DEF,
    Sha1Type::DEF,
    Sha256Type::DEF,
    Sha384Type::DEF,
    Sha512Type::DEF,
];
