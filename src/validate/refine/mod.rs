//! The checks that OpenClaw writes as functions into its schema (zod `refine`, `superRefine`,
//! `transform`): not part of any JSON Schema, so written here once more, by hand.
//!
//! The overlay (`../overlay.txt`) names each by a hash of its source text in the package, so a
//! function that changes between releases is another check.

pub mod agents;
pub mod channels;
pub mod hosts;
pub mod look;
pub mod measures;
pub mod senders;

use crate::catalogue::Release;
use crate::json5::{Segment, Value};

use super::Environment;

/// Where a check runs.
pub struct Site<'a> {
    /// The release judged.
    pub release: Release,
    /// What is known of the machine.
    pub environment: &'a Environment,
}

/// What a check found: issues at paths relative to the value it was given.
#[derive(Default)]
pub struct Found {
    /// Path below the value, and the message.
    pub issues: Vec<(Vec<Segment>, String)>,
}

impl Found {
    /// Adds an issue at `path` below the value.
    pub fn add(&mut self, path: Vec<Segment>, message: impl Into<String>) {
        self.issues.push((path, message.into()));
    }
}

/// The real check throws; the whole command then answers with this text (`TypeError: Invalid URL`).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Crash(pub String);

/// Runs the check `id` on `value`. For `refine` checks (a yes or no) the issue has an empty message
/// and the caller puts in the message that the schema states.
///
/// # Errors
/// [`Crash`] where the real function throws.
pub fn run(id: &str, value: &Value<'_>, site: &Site<'_>, found: &mut Found) -> Result<(), Crash> {
    if let Some(passes) = refine(id, value, site)? {
        if !passes {
            found.add(Vec::new(), "");
        }
        return Ok(());
    }
    super_refine(id, value, site, found);
    Ok(())
}

/// A yes or no; `None` where the check is none of these.
fn refine(id: &str, value: &Value<'_>, site: &Site<'_>) -> Result<Option<bool>, Crash> {
    let text = value.as_str().unwrap_or("");
    let driver = look::text(value, "driver");
    let has = |key: &str| look::is_truthy(value.get(key));
    let passes = match id {
        "4add368f" => has("cdpPort") || has("cdpUrl"),
        "ab016bf1" => driver == Some("existing-session") || has("cdpPort") || has("cdpUrl"),
        "eb86f81e" => {
            matches!(driver, Some("existing-session" | "extension"))
                || has("cdpPort")
                || has("cdpUrl")
        }
        "8241c91d" => driver == Some("existing-session") || !has("userDataDir"),
        "395c291b" => driver != Some("extension") || !has("cdpUrl"),
        "330dcf5f" | "311c8386" | "413b53e5" => channels::is_safe_executable(text),
        "b8069cc8" => is_absolute(text),
        "0e35a15e" => text.starts_with('/'),
        "d6f8c568" => text.starts_with('/') || text == "~" || text.starts_with("~/"),
        "1a14c37c" => is_relative_module(text),
        "c3486797" => matches!(value, Value::String(_)),
        "084cf161" => channels::is_scp_host(text),
        "2c27afcc" => channels::is_path_root(text),
        "ff356ea8" | "8bd5f9b3" => text == "value" || is_pointer(text),
        "342f03ab" => is_exec_reference(text, site),
        "926b38ff" => !look::trim(text).is_empty() && measures::size(text, site).is_some(),
        "e28fe99f" => hosts::is_http(&hosts::url_or_crash(text)?),
        "5b69d7b3" | "021980d0" => super::url::parse(text).is_some_and(|url| hosts::is_http(&url)),
        "8ec7479f" => super::url::parse(text).is_some_and(|url| url.protocol == "http:"),
        "1ec2ba22" | "f0afde7c" => {
            let url = hosts::url_or_crash(text)?;
            url.protocol == "https:" && url.pathname != "/"
        }
        "62734b8d" => super::url::parse(text).is_some_and(|url| {
            let bare = url.username.is_empty()
                && url.password.is_empty()
                && url.search.is_empty()
                && url.hash.is_empty();
            url.protocol == "https:" && bare
        }),
        "7ef73b4f" => super::url::parse(text).is_some_and(|url| {
            url.protocol == "https:" || (url.protocol == "http:" && is_local(&url.hostname))
        }),
        "35616d8c" => hosts::is_bare_origin(text).is_some(),
        "f77d71cf" => hosts::is_bare_origin(text)
            .is_some_and(|url| url.protocol == "https:" || is_local(&url.hostname)),
        "942b2b10" => hosts::is_css_width(text),
        "fb940f68" => {
            let number = |key: &str| value.get(key).and_then(Value::as_f64);
            number("min")
                .zip(number("max"))
                .is_none_or(|(min, max)| max >= min)
        }
        "2e49b7f4" => !look::trim(text).is_empty(),
        "6d209cb7" => text != "__proto__",
        "9c39e340" => !text.is_empty() && text == look::trim(text),
        "c3db1b13" => text == look::trim(text),
        "1b04777b" => !look::members(Some(value)).is_empty(),
        "1c819fd0" => hosts::is_agent_id(text),
        "7686b743" => hosts::is_repository(text),
        "7157e24a" => measures::is_a_minute(text, site),
        "eeea2c3d" => text != "auto" && text != "default",
        "a8497b6d" => text.is_empty() || agents::is_model_name(text),
        "040c37a6" => hosts::is_bare_domain(text),
        _ => return Ok(None),
    };
    Ok(Some(passes))
}

fn is_local(host: &str) -> bool {
    matches!(host, "localhost" | "127.0.0.1" | "[::1]")
}

/// POSIX, a Windows drive or a share.
fn is_absolute(text: &str) -> bool {
    let drive = text.as_bytes().first().is_some_and(u8::is_ascii_alphabetic)
        && matches!(text.get(1..3), Some(":\\" | ":/"));
    let share = text
        .strip_prefix("\\\\")
        .and_then(|rest| rest.split_once('\\'));
    text.starts_with('/')
        || drive
        || share.is_some_and(|(host, path)| {
            !host.is_empty() && !path.is_empty() && !path.starts_with('\\')
        })
}

fn is_relative_module(raw: &str) -> bool {
    let text = look::trim(raw);
    let absolute = text.starts_with(['/', '~']) || text.contains(':');
    let climbs = text.split(['/', '\\']).any(|part| part == "..");
    !text.is_empty() && !absolute && !climbs
}

/// A JSON pointer with its two escapes.
fn is_pointer(text: &str) -> bool {
    text.starts_with('/') && !text.replace("~0", "").replace("~1", "").contains('~')
}

fn is_exec_reference(text: &str, site: &Site<'_>) -> bool {
    let hash = super::stages::since(site.release, "2026.5.26");
    let first = text.starts_with(|c: char| c.is_ascii_alphanumeric());
    let rest = look::is_all(text, |c| {
        c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | ':' | '/' | '-') || (hash && c == '#')
    });
    first && rest && text.len() <= 256 && !text.split('/').any(|part| part == "." || part == "..")
}

/// Checks that word their own issues.
fn super_refine(id: &str, value: &Value<'_>, site: &Site<'_>, found: &mut Found) {
    match id {
        "e5318ff2" | "11beb9de" | "2a60735e" | "808b97d5" | "771615f4" | "b0c2ac4f"
        | "80709570" => agents::named_agents(value, site, found),
        "ebd68bb4" | "0a1e3ab7" | "b474ecf1" | "85fa2298" | "6a67a292" => {
            measures::heartbeat(value, false, site, found)
        }
        "0399e69a" => measures::heartbeat(value, true, site, found),
        "03e0fc73" | "d1d5ec8d" | "b0d8693b" => agents::allow_twice("agent tools", value, found),
        "9b09e74c" | "e705b73c" | "803e0373" => {
            agents::allow_twice("tools.byProvider policy", value, found)
        }
        "c301eddd" | "f486d46f" | "e6b9b17f" => agents::allow_twice("tools policy", value, found),
        "fc072678" | "2d723528" | "ec15a0a6" => agents::allow_twice("tools", value, found),
        "e88d5152" | "fc9f93bc" | "cc5cfc70" => {
            let first = look::elements(Some(value))
                .first()
                .and_then(Value::as_str)
                .unwrap_or("");
            if !channels::is_safe_executable(first) {
                found.add(
                    vec![Segment::Index(0)],
                    "expected safe executable name or path",
                );
            }
        }
        "3431f4d7" | "d45100b4" => agents::loop_thresholds(value, found),
        "43214a43" | "365059f6" => agents::exec_mode(value, site, found),
        "55ad8a01" | "b87b0450" | "517cff68" | "18db8187" | "8d9d5b1e" | "172186c0"
        | "26e55c7e" => agents::sandbox_docker(value, site, found),
        "b6246251" | "8fe710f9" | "7775146b" => agents::sandbox_browser(value, false, site, found),
        "b26ee456" => agents::sandbox_browser(value, true, site, found),
        "0f6d5883" | "5dccd684" => agents::sandbox(value, found),
        "dd5600ae" => agents::acp_binding(value, &["discord", "telegram"], found),
        "b99f3ee6" => agents::acp_binding(value, &["discord", "telegram", "feishu"], found),
        "099bb312" | "789fed4b" | "ea6d763c" | "0b0d4921" => agents::acp_binding(value, &[], found),
        "655e01bb" | "629ca0b1" | "ce0085ff" => agents::talk_provider("talk", value, false, found),
        "d8b62973" => agents::talk_provider("talk", value, true, found),
        "be37ce08" | "e0901272" => agents::talk_provider("talk.realtime", value, false, found),
        "a5a9f15a" => agents::talk_provider("talk.realtime", value, true, found),
        "2cf0a8eb" => agents::entries(value, found),
        "c3707371" => agents::model_entries(value, false, found),
        "eb316c2d" => agents::model_entries(value, true, found),
        "4b5f0cef" => agents::broadcast_groups(value, found),
        "98ee8294" => measures::measures(
            value,
            &[("pruneAfter", 'd'), ("rotateBytes", 'b')],
            site,
            found,
        ),
        "cc63109b" | "c203e98b" => measures::measures(
            value,
            &[
                ("pruneAfter", 'd'),
                ("rotateBytes", 'b'),
                ("resetArchiveRetention", 'd'),
                ("maxDiskBytes", 'b'),
                ("highWaterBytes", 'b'),
            ],
            site,
            found,
        ),
        "8412965d" | "891fe668" => measures::measures(
            value,
            &[
                ("pruneAfter", 'd'),
                ("resetArchiveRetention", 'd'),
                ("maxDiskBytes", 'b'),
                ("highWaterBytes", 'b'),
            ],
            site,
            found,
        ),
        "0ced560e" => measures::measures(
            value,
            &[("maxDiskBytes", 'b'), ("highWaterBytes", 'b')],
            site,
            found,
        ),
        "500ad371" | "df0bfc69" | "2604926e" => measures::measures(
            value,
            &[("sessionRetention", 'h'), ("runLog.maxBytes", 'b')],
            site,
            found,
        ),
        "af564411" => measures::measures(value, &[("sessionRetention", 'h')], site, found),
        "7f46d63e" => measures::positive_days(value, site, found),
        "06bf9288" | "7685d1ff" => hosts::stale_threshold(value, found),
        "32ae80fa" => hosts::providers(value, site, found),
        "e6a5dff9" | "7d40a71f" | "30fe1236" => hosts::web_search(value, site, found),
        "cf0ff608" => hosts::mcp_stdio(value, found),
        "b7730789" => hosts::mcp_server(value, found),
        "cb144ec3" => hosts::hook_sessions(value, found),
        "14de16e0" => hosts::roles(value, found),
        "fd1b9a68" => hosts::edge_headers(value, found),
        "456705db" => {
            if let Some(message) = hosts::exact_host(value.as_str().unwrap_or("")) {
                found.add(Vec::new(), message);
            }
        }
        "2070460e" => hosts::portals(value, found),
        "2b963a6c" => channels::local_bindings(value, &mut Vec::new(), 0, found),
        _ => channel(id, value, found),
    }
}

/// Checks of the channel schemas.
fn channel(id: &str, value: &Value<'_>, found: &mut Found) {
    match id {
        "43367324" | "68fd6714" => senders::own("signal", value, false, found),
        "bdab0a23" | "b5f71526" => senders::own("imessage", value, false, found),
        "f6fbdcc4" | "c8d97f1a" => senders::own("bluebubbles", value, false, found),
        "13a2c254" | "0db5db25" => senders::own("msteams", value, false, found),
        "e9ec1294" | "c47e399a" | "834a8b31" | "981f0bc8" => {
            senders::own("whatsapp", value, false, found)
        }
        "2ca8eb46" | "5d29786f" | "eae06b3c" | "2cebc47d" => {
            senders::account_alone("whatsapp", value, found)
        }
        "65a6f3e3" | "bdb85950" => senders::account_alone("bluebubbles", value, found),
        "8b79ef02" | "9aa403b7" => senders::inside_dm("discord", value, false, found),
        "cb7fd354" | "ec1ae516" => senders::inside_dm("googlechat", value, false, found),
        "be0a59a1" | "3edb4d99" => senders::inside_dm("slack", value, false, found),
        "d2c637e8" => senders::inside_dm("googlechat", value, true, found),
        "1b04111e" => channels::telegram_early(value, false, false, found),
        "9a56138a" => channels::telegram_early(value, true, false, found),
        "5ca0b546" | "abbdccf8" => channels::telegram_early(value, true, true, found),
        "dfd851ee" | "c872e486" => channels::telegram_early(value, false, true, found),
        "5d845ce6" => channels::telegram(value, false, found),
        "5772be72" => channels::telegram(value, true, found),
        "5633b754" => channels::telegram_commands(value, true, found),
        "eae8d1ba" | "3be89ed1" | "b324d1ae" => channels::slack_mode(value, found),
        "4b170444" | "c1114ca3" => senders::with_dm("slack", value, false, found),
        "592cb7e6" => channels::slack(value, false, found),
        "a714b66e" => channels::slack(value, true, found),
        "ef55e1e4" | "a5d87a3b" => {
            channels::discord_activity(value, false, found);
            senders::with_dm("discord", value, false, found);
        }
        "4a8fb12f" => channels::discord_activity(value, false, found),
        "b1772d02" => channels::discord_activity(value, true, found),
        "6e09163e" => channels::discord(value, found),
        "2e2a63fd" | "cb82457a" => {
            senders::own("irc", value, false, found);
            channels::irc_nickserv(value, found);
        }
        "5549e563" => {
            senders::own("irc", value, true, found);
            channels::irc_nickserv(value, found);
            senders::accounts("irc", value, found);
        }
        "dcc63b2c" => channels::irc_nickserv(value, found),
        "4a9e7442" => senders::own("msteams", value, true, found),
        "ad5fe18e" => whole("whatsapp", value, found),
        "a62b2106" => whole("signal", value, found),
        "0254538b" => whole("imessage", value, found),
        "836b375a" => whole("bluebubbles", value, found),
        _ => {}
    }
}

fn whole(id: &str, value: &Value<'_>, found: &mut Found) {
    senders::own(id, value, true, found);
    senders::accounts(id, value, found);
}

/// What a `transform` or `overwrite` makes of a text, where a later check looks at the result.
pub fn rewrite(id: &str, text: &str) -> Option<String> {
    match id {
        "1b3156c4" | "244b9068" => Some(look::trim(text).to_string()),
        "bfd345fb" | "68aec79d" | "4e5e37e2" => Some(channels::command_name(text, false)),
        "e2df0fe9" => Some(channels::command_name(text, true)),
        _ => None,
    }
}

/// The text that a schema words itself for a wrong value.
pub fn error_text(id: &str, value: &str) -> Option<String> {
    (id.ends_with("7e99848d") && value == "openai-codex-responses").then(|| {
        "\"openai-codex-responses\" is a removed api id; use \"openai-chatgpt-responses\""
            .to_string()
    })
}
