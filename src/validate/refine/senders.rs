//! Who may write: `dmPolicy` against `allowFrom`, channel by channel (2026.1.29 to 2026.4.2, where
//! channels are part of the core schema or called from it).

use super::Found;
use super::look::{elements, keys, members, some, string_of, trim};
use crate::json5::{Segment, Value};

const OPEN: &str = "to include \"*\"";
const LIST: &str = "to contain at least one sender ID";

fn entries(value: Option<&Value<'_>>) -> Vec<String> {
    let all = elements(value)
        .iter()
        .map(|entry| trim(&string_of(entry)).to_string());
    all.filter(|entry| !entry.is_empty()).collect()
}

/// `open` needs a star, `allowlist` needs an entry; `target` completes the sentence.
fn require(
    (prefix, target): (&str, &str),
    (policy, allow): (Option<&Value<'_>>, Option<&Value<'_>>),
    path: &[Segment],
    lists_too: bool,
    found: &mut Found,
) {
    let policy = policy.and_then(Value::as_str);
    let entries = entries(allow);
    if policy == Some("open") && !entries.iter().any(|entry| entry == "*") {
        found.add(
            path.to_vec(),
            format!("{prefix}=\"open\" requires {target} {OPEN}"),
        );
    }
    if lists_too && policy == Some("allowlist") && entries.is_empty() {
        found.add(
            path.to_vec(),
            format!("{prefix}=\"allowlist\" requires {target} {LIST}"),
        );
    }
}

fn account_path(id: &str, key: &str) -> Vec<Segment> {
    keys(&["accounts", id, key])
}

/// One channel's own policy; `lists_too` from 2026.2.26.
pub fn own(id: &str, value: &Value<'_>, lists_too: bool, found: &mut Found) {
    let prefix = format!("channels.{id}.dmPolicy");
    let target = format!("channels.{id}.allowFrom");
    let sides = (some(value, "dmPolicy"), some(value, "allowFrom"));
    require(
        (&prefix, &target),
        sides,
        &keys(&["allowFrom"]),
        lists_too,
        found,
    );
}

/// An account judged alone (before 2026.2.26).
pub fn account_alone(id: &str, value: &Value<'_>, found: &mut Found) {
    let prefix = format!("channels.{id}.accounts.*.dmPolicy");
    let sides = (some(value, "dmPolicy"), some(value, "allowFrom"));
    require(
        (&prefix, "allowFrom"),
        sides,
        &keys(&["allowFrom"]),
        false,
        found,
    );
}

/// `dm` objects: `policy` against `allowFrom` inside.
pub fn inside_dm(id: &str, value: &Value<'_>, lists_too: bool, found: &mut Found) {
    let prefix = format!("channels.{id}.dm.policy");
    let target = format!("channels.{id}.dm.allowFrom");
    let sides = (some(value, "policy"), some(value, "allowFrom"));
    require(
        (&prefix, &target),
        sides,
        &keys(&["allowFrom"]),
        lists_too,
        found,
    );
}

/// Every account with what it takes over from the channel.
pub fn accounts(id: &str, value: &Value<'_>, found: &mut Found) {
    let prefix = format!("channels.{id}.accounts.*.dmPolicy");
    let target = format!("channels.{id}.accounts.*.allowFrom (or channels.{id}.allowFrom)");
    for (name, account) in members(some(value, "accounts")) {
        if matches!(account, Value::Null) {
            continue;
        }
        let policy = some(account, "dmPolicy").or(some(value, "dmPolicy"));
        let allow = some(account, "allowFrom").or(some(value, "allowFrom"));
        require(
            (&prefix, &target),
            (policy, allow),
            &account_path(name, "allowFrom"),
            true,
            found,
        );
    }
}

/// Telegram's second look at enabled accounts, whose sentence differs.
pub fn telegram_again(account_id: &str, account: &Value<'_>, value: &Value<'_>, found: &mut Found) {
    let prefix = "channels.telegram.accounts.*.dmPolicy";
    let target = "channels.telegram.allowFrom or channels.telegram.accounts.*.allowFrom";
    let policy = some(account, "dmPolicy").or(some(value, "dmPolicy"));
    let allow = match account.get("allowFrom") {
        Some(list @ Value::Array(_)) => Some(list),
        _ => some(value, "allowFrom"),
    };
    require(
        (prefix, target),
        (policy, allow),
        &account_path(account_id, "allowFrom"),
        true,
        found,
    );
}

/// Discord's and Slack's policy, which may stand inside `dm`; `pairing` where there is none.
pub fn with_dm(id: &str, value: &Value<'_>, lists_too: bool, found: &mut Found) {
    let prefix = format!("channels.{id}.dmPolicy");
    let target = format!("channels.{id}.allowFrom (or channels.{id}.dm.allowFrom)");
    let path = if value.get("allowFrom").is_some() {
        keys(&["allowFrom"])
    } else {
        keys(&["dm", "allowFrom"])
    };
    require(
        (&prefix, &target),
        (policy_of(value), allow_of(value)),
        &path,
        lists_too,
        found,
    );
}

/// The same for one account, which takes over from the channel.
pub fn account_with_dm(
    id: &str,
    name: &str,
    account: &Value<'_>,
    value: &Value<'_>,
    found: &mut Found,
) {
    let prefix = format!("channels.{id}.accounts.*.dmPolicy");
    let target = format!("channels.{id}.accounts.*.allowFrom (or channels.{id}.allowFrom)");
    let policy = policy_of(account).or(policy_of(value));
    let allow = allow_of(account).or(allow_of(value));
    require(
        (&prefix, &target),
        (policy, allow),
        &account_path(name, "allowFrom"),
        true,
        found,
    );
}

fn policy_of<'v, 't>(value: &'v Value<'t>) -> Option<&'v Value<'t>> {
    some(value, "dmPolicy").or_else(|| some(some(value, "dm")?, "policy"))
}

fn allow_of<'v, 't>(value: &'v Value<'t>) -> Option<&'v Value<'t>> {
    some(value, "allowFrom").or_else(|| some(some(value, "dm")?, "allowFrom"))
}
