//! Provider blocks as far as the paste shows them: whole in a config, or as loose lines beside an error
//! (patterns `loose baseUrl` and `loose api` of `base-url-without-version`).

use crate::catalogue::Place;
use crate::catalogue::Release;
use crate::context::{Config, Context};
use crate::facts::endpoints::parts;
use crate::json5::{Kind, Node, Path};
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
            let path = providers.join(member.key.as_ref());
            blocks.extend(written(ctx, config, member.value, path));
        }
        // A block alone, as `config get models.providers.<id>` prints it.
        let prefix = &config.prefix;
        let inside = prefix.parent().is_some_and(|parent| parent == providers);
        if let Some(node) = config.at(prefix).filter(|_| inside) {
            blocks.extend(written(ctx, config, node, prefix.clone()));
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

/// A block that stands in the judged config.
fn written(
    ctx: &Context<'_>,
    config: &Config<'_>,
    block: Node<'_, '_>,
    path: Path,
) -> Option<Block> {
    let url = block.get("baseUrl")?;
    let models = block.get("models");
    let listed = models
        .filter(|node| node.kind() == Kind::Array)
        .map_or(0, |node| node.elements().count());
    let first = models.and_then(|node| node.elements().next());
    let api = block
        .get("api")
        .or_else(|| first?.get("api"))
        .and_then(|node| node.as_str().map(|text| text.into_owned()));
    let id = path.0.last().map(|segment| segment.text().into_owned());
    Some(Block {
        provider: id.clone().filter(|id| id != "*"),
        url: url.as_str()?.into_owned(),
        span: config.place(ctx.paste, url.span()),
        // Where the id is a guess no key can be named.
        path: id.filter(|id| id != "*").map(|_| path),
        api,
        models: listed,
    })
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
