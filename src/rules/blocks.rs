//! Provider blocks as far as the paste shows them: whole in a config, or as loose lines beside an error
//! (patterns `loose baseUrl` and `loose api` of `base-url-without-version`).

use crate::catalogue::Place;
use crate::catalogue::Release;
use crate::context::Context;
use crate::facts::endpoints::parts;
use crate::json5::{Kind, Path};
use crate::span::Span;

/// One block.
pub struct Block {
    /// Its id, where the paste shows the key.
    pub provider: Option<String>,
    /// The address as written.
    pub url: String,
    /// Its place in the paste.
    pub span: Span,
    /// The key of the block, where it stands in the judged config.
    pub path: Option<Path>,
    /// The adapter, where written.
    pub api: Option<String>,
    /// How many models it lists.
    pub models: usize,
}

impl Block {
    /// The host, in lower case.
    pub fn host(&self) -> String {
        parts(&self.url).0
    }

    /// The path, without slashes at its end.
    pub fn route(&self) -> &str {
        parts(&self.url).1.trim_end_matches('/')
    }

    /// The port, where written.
    pub fn port(&self) -> Option<&str> {
        let rest = self
            .url
            .split_once("://")
            .map_or(&*self.url, |(_, rest)| rest);
        let authority = rest.split(['/', '?', '#']).next()?;
        authority.rsplit_once(':').map(|(_, port)| port)
    }

    /// Whether it speaks one of OpenAI's languages.
    pub fn speaks_openai(&self) -> bool {
        self.api
            .as_deref()
            .is_some_and(|api| api.starts_with("openai-") && api != "openai-codex-responses")
    }

    /// The key of one of its settings.
    pub fn key(&self, name: &str) -> Option<Path> {
        Some(self.path.as_ref()?.join(name))
    }

    /// Whether the server runs on this machine or in its network.
    pub fn is_local(&self) -> bool {
        is_local(&self.host())
    }
}

/// Whether a host is this machine or one of its network.
pub fn is_local(host: &str) -> bool {
    let private_172 = host
        .strip_prefix("172.")
        .and_then(|rest| rest.split('.').next()?.parse::<u8>().ok())
        .is_some_and(|second| (16..32).contains(&second));
    host == "localhost"
        || host == "host.docker.internal"
        || host == "[::1]"
        || host.starts_with("127.")
        || host.starts_with("10.")
        || host.starts_with("192.168.")
        || host.ends_with(".local")
        || private_172
}

/// More blocks are not looked at.
const LIMIT: usize = 100;

/// The blocks of the config, then loose lines elsewhere.
pub fn blocks(ctx: &Context<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    let providers = Path::of(["models", "providers"]);
    let mut judged = None;
    if let Some(config) = &ctx.config {
        judged = ctx
            .paste
            .artifacts
            .get(config.artifact)
            .map(|artifact| artifact.span);
        for member in config.at(&providers).iter().flat_map(|node| node.members()) {
            let Some(url) = member.value.get("baseUrl") else {
                continue;
            };
            let Some(text) = url.as_str() else { continue };
            let models = member.value.get("models");
            let listed = models
                .filter(|node| node.kind() == Kind::Array)
                .map_or(0, |node| node.elements().count());
            let first = models.and_then(|node| node.elements().next());
            let api = member
                .value
                .get("api")
                .or_else(|| first?.get("api"))
                .and_then(|node| node.as_str().map(|text| text.into_owned()));
            blocks.push(Block {
                provider: Some(member.key.clone().into_owned()),
                url: text.into_owned(),
                span: config.place(ctx.paste, url.span()),
                path: Some(providers.join(member.key.as_ref())),
                api,
                models: listed,
            });
        }
    }
    let text = &ctx.paste.cleaned.text;
    let outside = |span: Span| judged.is_none_or(|judged| !judged.overlaps(span));
    let loose = |id: &'static str| {
        ctx.signals
            .iter()
            .filter(move |hit| hit.id == id)
            .map(|hit| (hit, ctx.place(hit.span)))
    };
    let api = loose("loose api")
        .find(|(_, span)| outside(*span))
        .and_then(|(hit, _)| hit.capture(text, "api"));
    for (hit, span) in loose("loose baseUrl").filter(|(_, span)| outside(*span)) {
        let Some(url) = hit.capture(text, "url") else {
            continue;
        };
        if blocks.len() >= LIMIT {
            break;
        }
        blocks.push(Block {
            provider: None,
            url: url.to_owned(),
            span,
            path: None,
            api: api.map(str::to_owned),
            models: 0,
        });
    }
    blocks
}

/// The place of the first sentence with one of these ids.
pub fn heard(ctx: &Context<'_>, ids: &[&str]) -> Option<Span> {
    let hit = ctx.signals.iter().find(|hit| ids.contains(&hit.id))?;
    Some(ctx.place(hit.span))
}

/// Whether the release declares `key` under `parent`.
pub fn declares(release: Release, parent: &Path, key: &str) -> bool {
    Place::of(release, parent).keys().contains(&key)
}
