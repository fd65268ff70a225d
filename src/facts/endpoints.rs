//! Hosts that provider requests go to (`endpoints.txt`): which product answers there, in which region, and
//! where the same vendor takes the keys of its other way of billing.

use super::keys::KeyPrefix;
use std::sync::OnceLock;

/// A host.
#[derive(Clone, Copy, Debug)]
pub struct Endpoint {
    /// The host name.
    pub host: &'static str,
    /// The first part of the path, where one host serves two products.
    pub path: &'static str,
    /// Whose keys it takes.
    pub product: &'static str,
    /// The region whose keys it takes, where keys of regions are kept apart.
    pub region: Option<&'static str>,
    /// The same product in the other region.
    pub twin: Option<&'static str>,
    /// Of a plan the address for keys that pay as they go, and the other way round.
    pub billing: Option<&'static str>,
    /// Where that is known from.
    pub source: &'static str,
}

/// Every host; a row with a path stands before one without.
pub fn rows() -> &'static [Endpoint] {
    static ROWS: OnceLock<Vec<Endpoint>> = OnceLock::new();
    ROWS.get_or_init(|| {
        include_str!("endpoints.txt")
            .lines()
            .filter_map(read)
            .collect()
    })
}

fn read(line: &'static str) -> Option<Endpoint> {
    if line.starts_with('#') {
        return None;
    }
    let known = |text: &'static str| (text != "-").then_some(text);
    let mut columns = line.split('|').map(known);
    let mut next = || columns.next().flatten();
    Some(Endpoint {
        host: next()?,
        path: next().unwrap_or(""),
        product: next()?,
        region: next(),
        twin: next(),
        billing: next(),
        source: next()?,
    })
}

/// The row for a base URL; `None` for a host that is not recorded.
pub fn endpoint(base_url: &str) -> Option<&'static Endpoint> {
    let (host, path) = parts(base_url);
    rows()
        .iter()
        .find(|row| row.host == host && path.starts_with(row.path))
}

/// Where the vendor of `row` takes keys of such a prefix, if it does so elsewhere than at `row`.
pub fn other_billing(prefix: &KeyPrefix, row: &Endpoint) -> Option<&'static str> {
    let billing = row.billing?;
    let other = endpoint(billing)?;
    (!prefix.fits(row.product) && prefix.fits(other.product)).then_some(billing)
}

/// Host, in lower case, and path of an address.
pub fn parts(url: &str) -> (String, &str) {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let (authority, path) = match rest.find(['/', '?', '#']) {
        Some(at) => rest.split_at(at),
        None => (rest, ""),
    };
    let host = authority.rsplit('@').next().unwrap_or(authority);
    let host = host.split(':').next().unwrap_or(host);
    (host.to_ascii_lowercase(), path)
}
