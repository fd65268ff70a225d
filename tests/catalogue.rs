//! The catalogue against its source: every release read from the table must be the document that
//! the release files fold to, key for key and in order.

#![expect(clippy::panic, reason = "a test reports by panicking")]

#[path = "../src/catalogue/build/fold.rs"]
mod fold;
#[path = "catalogue/sha256.rs"]
mod sha256;

use clawlens::catalogue::{
    Additional, Node, Place, ProviderHome, Release, Scalar, Schema, Standing, history,
};
use clawlens::json5::Path as Path5;
use clawlens::version::Version;
use serde_json::{Map, Value};
use std::path::Path;

fn files() -> Vec<fold::File> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/catalogue/releases");
    fold::read(&folder).expect("release files can be read")
}

#[test]
fn releases_fold_to_the_documents_their_hashes_were_made_of() {
    assert_eq!(
        sha256::hex(b"abc"),
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    );
    // Folding goes on from release to release, so a fault stays in all later ones; hashing every one is
    // left to tests/web/catalogue-delta.test.mjs, where it is fast.
    fold::each(&files(), |file, document, _| {
        let last = file.release == Release::last().name();
        if last
            || fold::number(&file.release)
                .get(2)
                .is_some_and(|patch| patch % 10 == 1)
        {
            let hash = sha256::hex(document.to_string().as_bytes());
            assert_eq!(file.json["sha256"], hash.as_str(), "{}", file.release);
        }
        Ok(())
    })
    .expect("every delta fits");
}

#[test]
fn every_release_reads_from_the_table_as_it_folds() {
    fold::each(&files(), |file, document, changed| {
        let release = Release::named(&file.release).expect("the table holds every file");
        if changed {
            same_document(Schema::of(release), document);
        }
        Ok(())
    })
    .expect("every delta fits");
}

#[test]
fn releases_stand_in_number_order_with_their_dates() {
    let files = files();
    assert_eq!(files.len(), Release::all().len());
    let versions: Vec<_> = Release::all()
        .map(|release| release.version().expect("a version"))
        .collect();
    assert!(versions.is_sorted_by(|a, b| a < b));
    for (file, release) in files.iter().zip(Release::all()) {
        assert_eq!(file.release, release.name());
        assert_eq!(Release::named(release.name()), Some(release));
        assert_eq!(
            Release::nearest(&release.version().expect("a version")),
            (release, true)
        );
        let built = file.json["built"].as_str().expect("a build has its time");
        assert_eq!(&built[..10], release.date(), "{release}");
        // One hotfix, 2026.3.23-1, was built without saying from what.
        let commit = file.json["commit"].as_str().unwrap_or_default();
        assert_eq!(commit, release.commit(), "{release}");
    }
    let maintenance: Vec<_> = Release::all()
        .filter(|release| release.is_maintenance())
        .map(Release::name)
        .collect();
    assert_eq!(
        maintenance,
        [
            "2026.6.33",
            "2026.6.34",
            "2026.6.35",
            "2026.7.33",
            "2026.7.34",
            "2026.7.35"
        ]
    );
}

fn same_document(schema: Schema, document: &Value) {
    let release = schema.release();
    let object = |part: &str| document[part].as_object().expect("a part is an object");
    same(
        schema.core(),
        &document["core"],
        &document["core"],
        &At::root(&format!("{release} core")),
    );
    let ids = |ids: Vec<&str>, part: &str| {
        assert_eq!(
            ids,
            object(part).keys().collect::<Vec<_>>(),
            "{release} {part}"
        );
    };
    ids(
        schema.channels().map(|channel| channel.id).collect(),
        "channels",
    );
    ids(
        schema.zod_channels().map(|(id, _)| id).collect(),
        "zodChannels",
    );
    ids(
        schema.plugins().map(|plugin| plugin.id).collect(),
        "plugins",
    );
    for channel in schema.channels() {
        let json = &document["channels"][channel.id];
        let at = format!("{release} channel {}", channel.id);
        assert_eq!(Some(channel.plugin), json["pluginId"].as_str(), "{at}");
        let aliases: Vec<_> = channel.aliases.strings().collect();
        assert_eq!(aliases, strings(json.get("aliases")), "{at}");
        assert_eq!(
            !channel.configurable,
            json.get("configurable") == Some(&Value::Bool(false))
        );
        same(
            channel.schema,
            &json["schema"],
            &json["schema"],
            &At::root(&at),
        );
    }
    for (id, node) in schema.zod_channels() {
        let json = &document["zodChannels"][id];
        same(
            node,
            json,
            json,
            &At::root(&format!("{release} zod channel {id}")),
        );
    }
    for plugin in schema.plugins() {
        let json = &document["plugins"][plugin.id];
        let at = format!("{release} plugin {}", plugin.id);
        assert_eq!(
            plugin.kind,
            json.get("kind").and_then(Value::as_str),
            "{at}"
        );
        assert_eq!(
            plugin.enabled_by_default,
            json.get("enabledByDefault").is_some(),
            "{at}"
        );
        assert_eq!(
            plugin.channels.strings().collect::<Vec<_>>(),
            strings(json.get("channels"))
        );
        assert_eq!(
            plugin.providers.strings().collect::<Vec<_>>(),
            strings(json.get("providers"))
        );
        assert_eq!(
            plugin.sensitive.strings().collect::<Vec<_>>(),
            strings(json.get("sensitive"))
        );
        let former: Vec<_> = plugin.legacy_ids.strings().collect();
        assert_eq!(former, strings(json.get("legacyPluginIds")), "{at}");
        match (
            plugin.config,
            json.get("configSchema").filter(|schema| !schema.is_null()),
        ) {
            (Some(node), Some(json)) => same(node, json, json, &At::root(&at)),
            (None, None) => {}
            other => panic!("{at}: {other:?}"),
        }
        let nothing = Map::new();
        let channels = json
            .get("channelConfigs")
            .and_then(Value::as_object)
            .unwrap_or(&nothing);
        let ids: Vec<_> = plugin.channel_configs.iter().map(|(id, _)| id).collect();
        assert_eq!(ids, channels.keys().collect::<Vec<_>>(), "{at}");
        for (id, node) in plugin.channel_configs.iter() {
            let json = &channels[id];
            if !json.is_null() {
                same(node, json, json, &At::root(&format!("{at} channel {id}")));
            }
        }
    }
    let refused: Vec<_> = schema.unsupported_secret_refs().strings().collect();
    assert_eq!(
        refused,
        strings(document.get("unsupportedSecretRefs")),
        "{release}"
    );
}

/// Where a comparison stands; only printed when it fails.
struct At<'a> {
    above: Option<&'a At<'a>>,
    name: &'a str,
}

impl<'a> At<'a> {
    fn root(name: &'a str) -> At<'a> {
        At { above: None, name }
    }

    fn below(above: &'a At<'a>, name: &'a str) -> At<'a> {
        At {
            above: Some(above),
            name,
        }
    }
}

impl std::fmt::Display for At<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.above {
            Some(above) => write!(f, "{above}.{}", self.name),
            None => f.write_str(self.name),
        }
    }
}

/// Compares a node with the JSON Schema it was made of, the order of keys included.
fn same(node: Node, json: &Value, root: &Value, at: &At<'_>) {
    if let Some(name) = json.get("$ref").and_then(Value::as_str) {
        let target = root
            .pointer(&name[1..])
            .expect("a reference has its target");
        return same(node, target, root, at);
    }
    let keywords = node.keywords();
    let object = json.as_object().expect("a schema is an object");
    let mut seen = ["$schema", "$defs"]
        .iter()
        .filter(|key| object.contains_key(**key))
        .count();
    let mut stated = |keyword: &str| {
        let value = object.get(keyword);
        seen += usize::from(value.is_some());
        value
    };
    let types: Vec<_> = keywords.types.iter().map(|name| name.name()).collect();
    match stated("type") {
        Some(Value::String(name)) => assert_eq!(types, [name], "{at}"),
        list => assert_eq!(types, strings(list), "{at}"),
    }
    assert_eq!(
        keywords.constant.map(json_scalar),
        stated("const").map(number),
        "{at}"
    );
    let choices: Vec<_> = keywords.choices.iter().map(json_scalar).collect();
    assert_eq!(
        choices,
        list(stated("enum")).iter().map(number).collect::<Vec<_>>(),
        "{at}"
    );
    assert_eq!(
        keywords.default.map(String::from),
        stated("default").map(Value::to_string),
        "{at}"
    );
    for (keyword, value) in [("pattern", keywords.pattern), ("format", keywords.format)] {
        assert_eq!(
            value,
            stated(keyword).and_then(Value::as_str),
            "{at} {keyword}"
        );
    }
    let float = |value: Option<u32>| value.map(f64::from);
    for (keyword, value) in [
        ("minLength", float(keywords.min_length)),
        ("maxLength", float(keywords.max_length)),
        ("minItems", float(keywords.min_items)),
        ("maxItems", float(keywords.max_items)),
        ("minProperties", float(keywords.min_properties)),
        ("maxProperties", float(keywords.max_properties)),
        ("minimum", keywords.minimum),
        ("maximum", keywords.maximum),
        ("exclusiveMinimum", keywords.exclusive_minimum),
        ("exclusiveMaximum", keywords.exclusive_maximum),
    ] {
        assert_eq!(
            value,
            stated(keyword).and_then(Value::as_f64),
            "{at} {keyword}"
        );
    }
    let forbidden = stated("additionalItems") == Some(&Value::Bool(false));
    assert_eq!(keywords.additional_items_forbidden, forbidden, "{at}");
    assert_eq!(
        keywords.unique_items,
        stated("uniqueItems") == Some(&Value::Bool(true)),
        "{at}"
    );
    assert_eq!(
        keywords.sensitive,
        stated("sensitive") == Some(&Value::Bool(true)),
        "{at}"
    );
    let required: Vec<_> = keywords.required.iter().collect();
    assert_eq!(required, strings(stated("required")), "{at} required");

    let children = |nodes: Vec<Node>, json: &[Value], keyword: &str| {
        assert_eq!(nodes.len(), json.len(), "{at} {keyword}");
        for (node, json) in nodes.into_iter().zip(json) {
            same(node, json, root, &At::below(at, keyword));
        }
    };
    children(
        keywords.any_of.iter().collect(),
        list(stated("anyOf")),
        "anyOf",
    );
    children(
        keywords.one_of.iter().collect(),
        list(stated("oneOf")),
        "oneOf",
    );
    children(
        keywords.all_of.iter().collect(),
        list(stated("allOf")),
        "allOf",
    );
    let items = stated("items");
    children(keywords.tuple.iter().collect(), list(items), "items");
    let single = |node: Option<Node>, json: Option<&Value>, keyword: &str| match (node, json) {
        (Some(node), Some(json)) => same(node, json, root, &At::below(at, keyword)),
        (None, None) => {}
        other => panic!("{at}.{keyword}: {other:?}"),
    };
    single(
        keywords.items,
        items.filter(|items| items.is_object()),
        "items",
    );
    single(
        keywords.property_names,
        stated("propertyNames"),
        "propertyNames",
    );
    single(keywords.not, stated("not"), "not");
    single(keywords.condition, stated("if"), "if");
    single(keywords.then, stated("then"), "then");
    match (keywords.additional, stated("additionalProperties")) {
        (Additional::Unstated, None) | (Additional::Forbidden, Some(Value::Bool(false))) => {}
        (Additional::Any, Some(Value::Bool(true))) => {}
        (Additional::Any, Some(Value::Object(object))) if object.is_empty() => {}
        (Additional::Of(node), Some(json)) => same(node, json, root, &At::below(at, "*")),
        other => panic!("{at}.*: {other:?}"),
    }
    let properties = stated("properties");
    assert_eq!(keywords.has_properties, properties.is_some(), "{at}");
    let nothing = Map::new();
    let properties = properties.and_then(Value::as_object).unwrap_or(&nothing);
    let keys: Vec<_> = keywords.properties.iter().map(|(key, _)| key).collect();
    assert_eq!(keys, properties.keys().collect::<Vec<_>>(), "{at}");
    for (key, node) in keywords.properties.iter() {
        same(node, &properties[key], root, &At::below(at, key));
    }
    assert_eq!(seen, object.len(), "{at}: a keyword is not compared");
}

fn list(value: Option<&Value>) -> &[Value] {
    value
        .and_then(Value::as_array)
        .map(Vec::as_slice)
        .unwrap_or_default()
}

fn strings(value: Option<&Value>) -> Vec<&str> {
    list(value).iter().filter_map(Value::as_str).collect()
}

/// Numbers as the table gives them.
fn number(value: &Value) -> Value {
    value.as_f64().map_or_else(|| value.clone(), Value::from)
}

fn json_scalar(scalar: Scalar) -> Value {
    match scalar {
        Scalar::Null => Value::Null,
        Scalar::Bool(value) => value.into(),
        Scalar::Number(value) => value.into(),
        Scalar::String(text) => text.into(),
    }
}

#[test]
fn every_fact_of_every_release_has_its_source() {
    fold::each(&files(), |file, document, _| {
        let facts = document["facts"].as_object().expect("a document has facts");
        let parts = ["built", "core", "channels", "plugins", "sensitive"];
        for name in facts.keys().map(String::as_str).chain(parts) {
            let source = file.json["sources"][name].as_str().unwrap_or_default();
            assert!(!source.is_empty(), "{}: {name} has no source", file.release);
        }
        let release = Release::named(&file.release).expect("the table holds every file");
        let read = release.facts();
        assert_eq!(Some(read.node()), facts["node"].as_str());
        assert_eq!(Some(read.zod()), facts["zod"].as_str());
        assert_eq!(Some(read.default_model()), facts["defaultModel"].as_str());
        assert_eq!(
            Some(read.default_port().into()),
            facts["defaultPort"].as_u64()
        );
        assert_eq!(
            Some(read.default_context_tokens().into()),
            facts["defaultContextTokens"].as_u64()
        );
        for (id, names) in read.provider_variables() {
            assert_eq!(
                names.strings().collect::<Vec<_>>(),
                strings(facts["providerVariables"].get(id))
            );
        }
        let external = facts["externalPlugins"]
            .as_object()
            .expect("a list of plugins");
        assert_eq!(read.external_plugins().count(), external.len());
        for plugin in read.external_plugins() {
            assert_eq!(Some(plugin.npm), external[plugin.id]["npm"].as_str());
            assert_eq!(
                plugin.providers.strings().collect::<Vec<_>>(),
                strings(external[plugin.id].get("providers"))
            );
        }
        Ok(())
    })
    .expect("every delta fits");
}

fn release(name: &str) -> Release {
    Release::named(name).expect("a release of the catalogue")
}

fn spans(intervals: &[history::Interval]) -> Vec<(&'static str, &'static str)> {
    let end = |interval: &history::Interval| interval.until.map_or("", Release::name);
    intervals
        .iter()
        .map(|interval| (interval.since.name(), end(interval)))
        .collect()
}

#[test]
fn a_path_tells_since_and_until_which_release_it_is_declared() {
    let declared = |path: &str| spans(&history::declared(&Path5::parse(path)));
    assert_eq!(declared("gateway.port"), [("2026.1.29", "")]);
    assert_eq!(
        declared("agents.entries.main.workspace"),
        [("2026.8.1", "")]
    );
    assert_eq!(
        declared("agents.list.0.workspace"),
        [("2026.1.29", "2026.8.1")]
    );
    assert_eq!(declared("channels.telegram.botToken"), [("2026.1.29", "")]);
    assert_eq!(declared("gateway.prot"), []);
    let accepted = history::accepted(&Path5::parse("channels.nosuchchannel.token"));
    assert_eq!(
        accepted.first().map(|interval| interval.since),
        Some(Release::first())
    );
}

#[test]
fn a_place_knows_its_keys_its_standing_and_its_secrets() {
    let place = |release: &str, path: &str| Place::of(self::release(release), &Path5::parse(path));
    assert!(place("2026.3.8", "gateway").keys().contains(&"port"));
    assert_eq!(
        place("2026.3.8", "gateway.prot").standing,
        Standing::Unknown
    );
    assert_eq!(
        place("2026.9.6", "channels.telegram.botTokn").standing,
        Standing::Unknown
    );
    assert_eq!(
        place("2026.9.6", "channels.telegram.accounts.a.botToken").standing,
        Standing::Declared
    );
    assert_eq!(
        place("2026.3.8", "skills.entries.x.config.y.z").standing,
        Standing::Free
    );
    assert!(place("2026.9.6", "gateway.auth.token").sensitive);
    assert!(place("2026.3.8", "channels.telegram.botToken").sensitive);
    assert!(place("2026.9.6", "channels.a2a.peers.x.token").sensitive);
    assert!(!place("2026.9.6", "gateway.port").sensitive);
    assert!(history::sensitive_ever(&Path5::parse(
        "models.providers.x.apiKey"
    )));
}

#[test]
fn keys_of_all_releases_and_other_places_of_a_key_are_found() {
    let ever = history::keys_ever(&Path5::parse("agents"));
    let entries = ever
        .iter()
        .find(|(key, _)| *key == "entries")
        .expect("agents.entries existed");
    assert_eq!(spans(&entries.1), [("2026.8.1", "")]);
    let places = history::places(release("2026.3.8"), "workspace");
    let dotted: Vec<_> = places.iter().map(|path| path.dotted()).collect();
    assert!(
        dotted.contains(&"agents.defaults.workspace".to_string()),
        "{dotted:?}"
    );
    assert!(
        dotted.contains(&"agents.list.*.workspace".to_string()),
        "{dotted:?}"
    );
    assert_eq!(
        history::places(release("2026.3.8"), "nosuchkeyanywhere"),
        []
    );
}

#[test]
fn a_version_outside_the_catalogue_has_a_nearest_release() {
    let nearest = |text: &str| Release::nearest(&Version::parse(text).expect("a version"));
    assert_eq!(nearest("2026.3.8"), (release("2026.3.8"), true));
    assert_eq!(nearest("2026.3.9"), (release("2026.3.8"), false));
    assert_eq!(nearest("2026.3.11-beta.1"), (release("2026.3.8"), false));
    assert_eq!(nearest("2027.1.1"), (Release::last(), false));
    assert_eq!(nearest("2025.12.1"), (Release::first(), false));
}

#[test]
fn a_provider_is_bundled_or_external_or_in_the_core_by_release() {
    let home = |name: &str, id: &str| match release(name).provider_home(id) {
        Some(ProviderHome::Bundled(plugin)) => format!("bundled {plugin}"),
        Some(ProviderHome::External(plugin)) => format!("external {}", plugin.npm),
        Some(ProviderHome::Core) => "core".to_string(),
        None => "unknown".to_string(),
    };
    assert_eq!(home("2026.3.8", "anthropic"), "core");
    assert_eq!(home("2026.4.15", "anthropic"), "bundled anthropic");
    assert_eq!(
        home("2026.4.15", "amazon-bedrock"),
        "bundled amazon-bedrock"
    );
    assert_eq!(
        home("2026.6.11", "amazon-bedrock"),
        "external @openclaw/amazon-bedrock-provider"
    );
    assert_eq!(home("2026.9.6", "nosuchprovider"), "unknown");
}

#[test]
fn the_table_stays_small() {
    let table = include_bytes!(concat!(env!("OUT_DIR"), "/catalogue.bin")).len();
    let strings = include_str!(concat!(env!("OUT_DIR"), "/catalogue.txt")).len();
    // Raw; about half of it gzipped (docs/measurements.md). The wasm may grow by 90 KB gzipped.
    assert!(table + strings < 130_000, "{table} + {strings} bytes");
}
