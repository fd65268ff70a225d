//! What a release knows of one place in the config: whether a path is declared there, which keys stand
//! beside it, whether OpenClaw marks it as secret.
//!
//! The place is looked up through every alternative of a union, and where the core hands a part over to
//! a channel's or a plugin's schema, that schema decides. Pure lookups: nothing is validated.

use super::Release;
use super::{Additional, Node, Scalars, Schema};
use crate::json5::{Path, Segment};

/// Unions nest three or four deep; the bound only guards against a broken table.
const UNION_DEPTH: usize = 16;

/// How a release stands to a path, from worst to best.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Standing {
    /// Refused, or (where unknown keys are dropped) without effect.
    Unknown,
    /// Inside a part that is free-form: accepted, not looked at.
    Free,
    /// Declared by the schema, be it by name or as an entry of a map or list.
    Declared,
}

/// The place that a path leads to in one release.
pub struct Place {
    /// Every schema node that applies there, alternatives of unions included.
    pub nodes: Vec<Node>,
    /// How the release stands to the path.
    pub standing: Standing,
    /// Whether the release marks the value, or one above it, as not to be shown.
    pub sensitive: bool,
}

impl Place {
    /// Looks a path up.
    pub fn of(release: Release, path: &Path) -> Place {
        let schema = Schema::of(release);
        let mut place = Place {
            nodes: spread(schema.core()),
            standing: Standing::Declared,
            sensitive: false,
        };
        let mut owned = None;
        for (depth, segment) in path.0.iter().enumerate() {
            place = place.step(segment);
            // Channels that the core declares itself have no other owner.
            let open = place.standing == Standing::Free || depth != 1;
            if let Some(owner) = open.then(|| owner(schema, path, depth + 1)).flatten() {
                place.nodes = spread(owner.node);
                place.standing = Standing::Declared;
                owned = Some(owner);
            }
        }
        place.sensitive |= owned.is_some_and(|owned| owned.marks(path));
        place
    }

    /// The keys declared by name here, in order.
    pub fn keys(&self) -> Vec<&'static str> {
        let mut keys = Vec::new();
        for node in &self.nodes {
            for (key, _) in node.keywords().properties.iter() {
                if !keys.contains(&key) {
                    keys.push(key);
                }
            }
        }
        keys
    }

    fn step(self, segment: &Segment) -> Place {
        let mut next = Place {
            nodes: Vec::new(),
            standing: Standing::Unknown,
            sensitive: self.sensitive,
        };
        if self.standing == Standing::Free && self.nodes.is_empty() {
            next.standing = Standing::Free;
        }
        let name = segment.text();
        for node in self.nodes {
            let keywords = node.keywords();
            let child = match segment.index() {
                Some(index) if keywords.items.is_some() || !keywords.tuple.is_empty() => {
                    keywords.items.or_else(|| keywords.tuple.iter().nth(index))
                }
                _ => keywords
                    .properties
                    .get(&name)
                    .or(match keywords.additional {
                        Additional::Of(node) => Some(node),
                        _ => None,
                    }),
            };
            if let Some(child) = child {
                next.standing = Standing::Declared;
                for node in spread(child) {
                    if !next.nodes.contains(&node) {
                        next.nodes.push(node);
                    }
                }
            } else if keywords.additional == Additional::Any || anything(node) {
                next.standing = next.standing.max(Standing::Free);
            }
        }
        next.sensitive |= next.nodes.iter().any(|node| node.keywords().sensitive);
        next
    }
}

/// A node and, in order, all that its unions offer.
fn spread(node: Node) -> Vec<Node> {
    let mut all = vec![node];
    let mut from = 0;
    for _ in 0..UNION_DEPTH {
        let end = all.len();
        if from == end {
            break;
        }
        for index in from..end {
            // In range: `index` is below the length taken above, and nothing is removed.
            let keywords = all[index].keywords();
            let parts = [keywords.any_of, keywords.one_of, keywords.all_of];
            for part in parts.into_iter().flat_map(|nodes| nodes.iter()) {
                if !all.contains(&part) {
                    all.push(part);
                }
            }
        }
        from = end;
    }
    all
}

/// Whether a node says nothing at all, so that any value fits.
fn anything(node: Node) -> bool {
    let keywords = node.keywords();
    let unions = [keywords.any_of, keywords.one_of, keywords.all_of];
    keywords.types.is_empty()
        && keywords.constant.is_none()
        && keywords.choices.is_empty()
        && unions.into_iter().all(|nodes| nodes.is_empty())
}

/// A schema that decides in place of the core.
struct Owned {
    node: Node,
    depth: usize,
    sensitive: Scalars,
}

/// The channel or plugin whose schema takes over exactly at this depth of the path.
fn owner(schema: Schema, path: &Path, depth: usize) -> Option<Owned> {
    let name = |index: usize| path.0.get(index).map(Segment::text);
    match (depth, name(0)?.as_ref()) {
        (2, "channels") => {
            let id = name(1)?;
            let none = Scalars::default();
            if let Some(node) = schema.zod_channel(&id) {
                return Some(Owned {
                    node,
                    depth,
                    sensitive: none,
                });
            }
            let alias = || {
                schema
                    .channels()
                    .find(|channel| channel.aliases.contains(&id))
            };
            if let Some(channel) = schema.channel(&id).or_else(alias) {
                return Some(Owned {
                    node: channel.schema,
                    depth,
                    sensitive: channel.sensitive,
                });
            }
            let node = schema
                .plugins()
                .find_map(|plugin| plugin.channel_configs.get(&id))?;
            Some(Owned {
                node,
                depth,
                sensitive: none,
            })
        }
        (4, "plugins") if name(1)? == "entries" && name(3)? == "config" => {
            let plugin = schema.plugin(&name(2)?)?;
            Some(Owned {
                node: plugin.config?,
                depth,
                sensitive: plugin.sensitive,
            })
        }
        _ => None,
    }
}

impl Owned {
    /// Whether the owner lists the path, or one above it, among its secrets.
    fn marks(&self, path: &Path) -> bool {
        let below = path.0.get(self.depth..).unwrap_or_default();
        !below.is_empty()
            && self.sensitive.strings().any(|pattern| {
                let mut names = below.iter();
                pattern.split('.').all(|part| {
                    let part = part.strip_suffix("[]").unwrap_or(part);
                    names
                        .next()
                        .is_some_and(|name| part == "*" || part == name.text())
                })
            })
    }
}
