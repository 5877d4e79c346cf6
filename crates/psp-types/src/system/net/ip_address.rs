//! `System.Net.IPAddress`.

use super::enums::AddressFamily;
use crate::{
    declare::{Bytes, Emulated, Out},
    support::values,
};
use psp_derive::ps_type;
use psp_value::{Context, Fault, Native, Object, Result, Value};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// An address; IPv6 ones may have a scope.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct IpAddress {
    address: IpAddr,
    scope: u32,
}

impl Native for IpAddress {
    fn text(&self, _: &mut dyn Context, _: Option<&str>) -> Result<Option<String>> {
        Ok(Some(self.written()))
    }

    fn equals(&self, other: &Value) -> Option<bool> {
        Some(other.downcast::<Self>()? == self)
    }

    fn hash(&self) -> Option<u64> {
        Some(
            self.bytes()
                .iter()
                .fold(u64::from(self.scope), |hash, &byte| hash.rotate_left(7) ^ u64::from(byte)),
        )
    }
}

impl IpAddress {
    pub(crate) fn of(address: impl Into<IpAddr>) -> Self {
        Self { address: address.into(), scope: 0 }
    }

    fn written(&self) -> String {
        match self.scope {
            0 => self.address.to_string(),
            scope => format!("{}%{scope}", self.address),
        }
    }

    fn bytes(&self) -> Vec<u8> {
        match self.address {
            IpAddr::V4(it) => it.octets().to_vec(),
            IpAddr::V6(it) => it.octets().to_vec(),
        }
    }

    fn v6(&self) -> Option<Ipv6Addr> {
        match self.address {
            IpAddr::V4(_) => None,
            IpAddr::V6(it) => Some(it),
        }
    }

    fn read(text: &str) -> Option<Self> {
        if !text.contains(':') {
            return legacy(text).map(Self::of);
        }
        let text = text.strip_prefix('[').and_then(|it| it.strip_suffix(']')).unwrap_or(text);
        let (address, scope) = text.split_once('%').unwrap_or((text, "0"));
        Some(Self { address: IpAddr::V6(address.parse().ok()?), scope: scope.parse().ok()? })
    }
}

/// One to four numbers, decimal, octal or hexadecimal; the last one fills what is left.
fn legacy(text: &str) -> Option<Ipv4Addr> {
    let parts: Vec<u32> = text.split('.').map(number).collect::<Option<_>>()?;
    let (&last, first) = parts.split_last()?;
    if first.len() > 3 || first.iter().any(|&it| it > 255) {
        return None;
    }
    let room = 8 * (4 - first.len() as u32);
    if room < 32 && last >> room != 0 {
        return None;
    }
    let head = first.iter().fold(0u64, |all, &it| all << 8 | u64::from(it)) << room;
    Some(Ipv4Addr::from(head as u32 | last))
}

fn number(text: &str) -> Option<u32> {
    let hexadecimal = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X"));
    match (hexadecimal, text.strip_prefix('0')) {
        (Some(digits), _) => u32::from_str_radix(digits, 16).ok(),
        (None, Some(digits)) if !digits.is_empty() => u32::from_str_radix(digits, 8).ok(),
        _ if text.bytes().all(|it| it.is_ascii_digit()) => text.parse().ok(),
        _ => None,
    }
}

fn bad_address() -> Fault {
    Fault::new("System.FormatException", "An invalid IP address was specified.")
}

#[ps_type("System.Net.IPAddress")]
impl IpAddress {
    /// From a number in network order, or from four or sixteen bytes.
    #[ps("new")]
    fn from_number(new_address: i64) -> Result<Self> {
        let number = u32::try_from(new_address).map_err(|_| {
            let given = new_address as u64;
            let limit = "must be less than or equal to '4294967295'.";
            let message =
                format!("newAddress ('{given}') {limit} (Parameter 'newAddress')\nActual value was {given}.");
            Fault::new("System.ArgumentOutOfRangeException", message).property("ParamName", "newAddress")
        })?;
        Ok(Self::of(Ipv4Addr::from(number.to_le_bytes())))
    }
    #[ps("new")]
    fn from_bytes(address: Bytes, scopeid: Option<i64>) -> Result<Self> {
        let scope = scopeid.unwrap_or(0) as u32;
        if let Ok(four) = <[u8; 4]>::try_from(&*address.0) {
            return Ok(Self::of(four));
        }
        match <[u8; 16]>::try_from(&*address.0) {
            Ok(sixteen) => Ok(Self { address: sixteen.into(), scope }),
            Err(_) => Err(Fault::argument("An invalid IP address was specified.", "address").into()),
        }
    }

    /// Reads an address.
    #[ps]
    fn parse(ip_string: &str) -> Result<Self> {
        Self::read(ip_string).ok_or_else(|| bad_address().into())
    }

    /// Reads an address; false when it cannot.
    #[ps]
    fn try_parse(context: &mut dyn Context, ip_string: &str, address: Out<Value>) -> Result<bool> {
        let found = Self::read(ip_string);
        address.set(context, found.map(|it| Object::native(<Self as Emulated>::ty(), it)))?;
        Ok(found.is_some())
    }

    /// All addresses of this machine.
    #[ps(get)]
    fn any() -> Self {
        Self::of(Ipv4Addr::UNSPECIFIED)
    }
    #[ps("IPv6Any", get)]
    fn any_v6() -> Self {
        Self::of(Ipv6Addr::UNSPECIFIED)
    }

    /// This machine.
    #[ps(get)]
    fn loopback() -> Self {
        Self::of(Ipv4Addr::LOCALHOST)
    }
    #[ps("IPv6Loopback", get)]
    fn loopback_v6() -> Self {
        Self::of(Ipv6Addr::LOCALHOST)
    }

    /// Everybody.
    #[ps(get)]
    fn broadcast() -> Self {
        Self::of(Ipv4Addr::BROADCAST)
    }

    /// Nobody.
    #[ps(get)]
    fn none() -> Self {
        Self::of(Ipv4Addr::BROADCAST)
    }
    #[ps("IPv6None", get)]
    fn none_v6() -> Self {
        Self::of(Ipv6Addr::UNSPECIFIED)
    }

    /// The address is this machine's own.
    #[ps]
    fn is_loopback(address: &Self) -> bool {
        address.address.is_loopback()
    }

    /// IPv4 or IPv6.
    #[ps(get)]
    fn address_family(&self) -> Value {
        AddressFamily(if self.address.is_ipv4() { 2 } else { 23 }).value()
    }

    /// The scope of an IPv6 address.
    #[ps(get)]
    fn scope_id(&self) -> Result<i64> {
        match self.address {
            IpAddr::V6(_) => Ok(i64::from(self.scope)),
            IpAddr::V4(_) => Err(no_such_operation().into()),
        }
    }

    /// Is for many.
    #[ps("IsIPv6Multicast", get)]
    fn is_multicast(&self) -> bool {
        self.v6().is_some_and(|it| it.is_multicast())
    }

    /// Holds for one link.
    #[ps("IsIPv6LinkLocal", get)]
    fn is_link_local(&self) -> bool {
        self.v6().is_some_and(|it| it.segments()[0] & 0xffc0 == 0xfe80)
    }

    /// Holds for one site.
    #[ps("IsIPv6SiteLocal", get)]
    fn is_site_local(&self) -> bool {
        self.v6().is_some_and(|it| it.segments()[0] & 0xffc0 == 0xfec0)
    }

    /// Is tunneled through IPv4.
    #[ps("IsIPv6Teredo", get)]
    fn is_teredo(&self) -> bool {
        self.v6().is_some_and(|it| it.segments()[0] == 0x2001 && it.segments()[1] == 0)
    }

    /// Is one of a private network.
    #[ps("IsIPv6UniqueLocal", get)]
    fn is_unique_local(&self) -> bool {
        self.v6().is_some_and(|it| it.segments()[0] & 0xfe00 == 0xfc00)
    }

    /// Stands for an IPv4 address.
    #[ps("IsIPv4MappedToIPv6", get)]
    fn is_mapped(&self) -> bool {
        self.v6().is_some_and(|it| it.to_ipv4_mapped().is_some())
    }

    /// The number of an IPv4 address in network order.
    #[ps(get)]
    fn address(&self) -> Result<i64> {
        match self.address {
            IpAddr::V4(it) => Ok(i64::from(u32::from_le_bytes(it.octets()))),
            IpAddr::V6(_) => Err(no_such_operation().into()),
        }
    }

    /// The address as text.
    #[ps("IPAddressToString", get, added = "ScriptProperty")]
    fn shown(&self) -> String {
        self.written()
    }

    /// Four or sixteen bytes.
    #[ps]
    fn get_address_bytes(&self) -> Bytes {
        Bytes(self.bytes())
    }

    /// The IPv4 address that the last four bytes are.
    #[ps("MapToIPv4")]
    fn map_to_v4(&self) -> Self {
        match self.address {
            IpAddr::V4(_) => *self,
            IpAddr::V6(it) => {
                let [.., a, b, c, d] = it.octets();
                Self::of([a, b, c, d])
            }
        }
    }

    /// The IPv6 address that stands for an IPv4 one.
    #[ps("MapToIPv6")]
    fn map_to_v6(&self) -> Self {
        match self.address {
            IpAddr::V4(it) => Self::of(it.to_ipv6_mapped()),
            IpAddr::V6(_) => *self,
        }
    }

    /// The other one is the same address.
    #[ps("Equals")]
    fn same(&self, comparand: &Value) -> bool {
        Native::equals(self, comparand).unwrap_or(false)
    }

    /// A number that is the same for equal addresses.
    #[ps]
    fn get_hash_code(this: &Value) -> i32 {
        values::hash(this)
    }

    /// The address as text.
    #[ps("ToString")]
    fn as_text(&self) -> String {
        self.written()
    }
}

fn no_such_operation() -> Fault {
    let message = "The attempted operation is not supported for the type of object referenced.";
    Fault::new("System.Net.Sockets.SocketException", message)
}
