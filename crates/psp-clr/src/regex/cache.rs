//! Compiled patterns, kept for the process: scripts use few patterns, many times.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, RwLock};

use super::{Regex, RegexError, RegexOptions};

/// When this many patterns are known, all are forgotten: simpler than keeping track of their use.
const CAPACITY: usize = 512;
/// How many a thread finds without a lock.
const RECENT: usize = 8;

type Key = (String, RegexOptions);

static ALL: LazyLock<RwLock<HashMap<Key, Arc<Regex>>>> = LazyLock::new(RwLock::default);

thread_local! {
    static LATEST: RefCell<Vec<Arc<Regex>>> = const { RefCell::new(Vec::new()) };
}

/// The compiled pattern, compiled now or earlier.
pub fn cached(pattern: &str, options: RegexOptions) -> Result<Arc<Regex>, RegexError> {
    let recent = LATEST.with_borrow(|all| {
        all.iter().find(|it| it.options() == options && it.pattern() == pattern).map(Arc::clone)
    });
    if let Some(it) = recent {
        return Ok(it);
    }
    let it = shared(pattern, options)?;
    LATEST.with_borrow_mut(|all| {
        if all.len() == RECENT {
            all.remove(0);
        }
        all.push(Arc::clone(&it));
    });
    Ok(it)
}

fn shared(pattern: &str, options: RegexOptions) -> Result<Arc<Regex>, RegexError> {
    let key = (pattern.to_owned(), options);
    if let Some(it) = ALL.read().ok().and_then(|all| all.get(&key).map(Arc::clone)) {
        return Ok(it);
    }
    let it = Arc::new(Regex::new(pattern, options)?);
    if let Ok(mut all) = ALL.write() {
        if all.len() >= CAPACITY {
            all.clear();
        }
        all.insert(key, Arc::clone(&it));
    }
    Ok(it)
}
