//! `System.Net.Dns` and `System.Net.ServicePointManager`.

use super::{enums::SecurityProtocolType, ip_address::IpAddress};
use parking_lot::Mutex;
use psp_derive::ps_type;
use psp_host::NetworkError;
use psp_value::{Context, Fault, Interrupt, Result, Value};

/// Names of machines.
pub(crate) struct Dns;
/// Settings of .NET's older clients, which newer ones do not heed.
pub(crate) struct ServicePointManager;

static PROTOCOL: Mutex<i64> = Mutex::new(0);
static CALLBACK: Mutex<Option<Value>> = Mutex::new(None);

#[ps_type("System.Net.Dns", kind = Static)]
impl Dns {
    /// This machine's name.
    #[ps]
    fn get_host_name(context: &mut dyn Context) -> String {
        context.system().host_name()
    }

    /// The addresses of a name.
    #[ps]
    fn get_host_addresses(context: &mut dyn Context, host_name_or_address: &str) -> Result<Vec<IpAddress>> {
        let (system, stop) = (context.system().clone(), context.stop().clone());
        match system.addresses(host_name_or_address, &stop) {
            Ok(found) => Ok(found.into_iter().map(IpAddress::of).collect()),
            Err(NetworkError::Stopped) => Err(Interrupt::stopped()),
            Err(error) => Err(Fault::new("System.Net.Sockets.SocketException", error.to_string()).into()),
        }
    }
}

#[ps_type("System.Net.ServicePointManager")]
impl ServicePointManager {
    /// Versions of TLS: noted only, as in .NET.
    #[ps(get)]
    fn security_protocol() -> SecurityProtocolType {
        SecurityProtocolType(*PROTOCOL.lock())
    }
    #[ps(set)]
    fn set_security_protocol(value: SecurityProtocolType) {
        *PROTOCOL.lock() = value.0;
    }

    /// Who looks at certificates: noted only, as in .NET.
    #[ps(get)]
    fn server_certificate_validation_callback() -> Value {
        CALLBACK.lock().clone().unwrap_or_default()
    }
    #[ps(set)]
    fn set_server_certificate_validation_callback(value: Value) {
        *CALLBACK.lock() = Some(value);
    }

    /// Connections to one server at once: unlimited.
    #[ps(get)]
    fn default_connection_limit() -> i32 {
        2
    }
    #[ps(set)]
    fn set_default_connection_limit(value: i32) {
        let _ = value;
    }

    /// `Expect: 100-continue`: never sent.
    #[ps(get)]
    fn expect100_continue() -> bool {
        true
    }
    #[ps(set)]
    fn set_expect100_continue(value: bool) {
        let _ = value;
    }
}
