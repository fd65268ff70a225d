//! Which keys a release knows at a place, and which releases know a key.

use crate::catalogue::{Additional, Node, Release, Schema};
use crate::json5::{Path, Segment};

/// The keys that `release` knows under `parent`, the branches of unions included.
pub fn keys(release: Release, parent: &Path) -> Vec<&'static str> {
    let mut keys = Vec::new();
    for node in nodes(Schema::of(release), parent) {
        for (name, _) in node.keywords().properties.iter() {
            if !keys.contains(&name) {
                keys.push(name);
            }
        }
    }
    keys
}

/// Whether `release` reads the key `key` under `parent`: by name, or because any name may stand there.
pub fn knows(release: Release, parent: &Path, key: &str) -> bool {
    nodes(Schema::of(release), parent).iter().any(|node| {
        let keywords = node.keywords();
        keywords.properties.get(key).is_some()
            || matches!(keywords.additional, Additional::Any | Additional::Of(_))
    })
}

/// The stretches of releases, first and last, that know the key.
pub fn stretches(parent: &Path, key: &str) -> Vec<(Release, Release)> {
    let mut stretches: Vec<(Release, Release)> = Vec::new();
    let mut open = false;
    for release in Release::all() {
        let known = knows(release, parent, key);
        match (known, open) {
            (true, true) => {
                if let Some(last) = stretches.last_mut() {
                    last.1 = release;
                }
            }
            (true, false) => stretches.push((release, release)),
            _ => {}
        }
        open = known;
    }
    stretches
}

/// The schema nodes for `path`: several where unions leave it open. Channels have schemas of their own.
fn nodes(schema: Schema, path: &Path) -> Vec<Node> {
    let mut nodes = vec![schema.core()];
    let mut rest = path.0.as_slice();
    if let [first, id, inner @ ..] = rest
        && first.text() == "channels"
    {
        let id = id.text();
        let own = schema
            .channel(&id)
            .map(|channel| channel.schema)
            .or_else(|| schema.zod_channel(&id));
        if let Some(own) = own {
            nodes = vec![own];
            rest = inner;
        }
    }
    nodes = spread(nodes);
    for segment in rest {
        let mut next = Vec::new();
        for node in &nodes {
            let keywords = node.keywords();
            match segment {
                Segment::Index(_) => next.extend(keywords.items),
                Segment::Key(key) => match (keywords.properties.get(key), keywords.additional) {
                    (Some(child), _) | (None, Additional::Of(child)) => next.push(child),
                    // A path read from a line of text does not tell an index from a key.
                    _ if key.bytes().all(|byte| byte.is_ascii_digit()) => {
                        next.extend(keywords.items)
                    }
                    _ => {}
                },
            }
        }
        nodes = spread(next);
    }
    nodes
}

/// The nodes with the branches of their unions in place of them.
fn spread(mut nodes: Vec<Node>) -> Vec<Node> {
    // Unions stand in unions three levels deep at most (all 91 schemas).
    for _ in 0..4 {
        nodes = nodes
            .into_iter()
            .flat_map(|node| {
                let keywords = node.keywords();
                let lists = [keywords.any_of, keywords.one_of, keywords.all_of];
                let branches: Vec<Node> = lists.into_iter().flat_map(|list| list.iter()).collect();
                if branches.is_empty() {
                    vec![node]
                } else {
                    branches
                }
            })
            .collect();
    }
    nodes
}
