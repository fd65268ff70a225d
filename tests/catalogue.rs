//! The catalogue against its source: every release read from the table must be the document that
//! the release files fold to, key for key and in order.

#[path = "../src/catalogue/build/fold.rs"]
mod fold;
#[path = "catalogue/sha256.rs"]
mod sha256;

use clawlens::catalogue::{Additional, Node, Release, Scalar, Schema};
use serde_json::{Map, Value};
use std::path::Path;

fn files() -> Vec<fold::File> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/catalogue/releases");
    fold::read(&folder).expect("release files can be read")
}

#[test]
fn every_release_folds_to_the_document_its_hash_was_made_of() {
    assert_eq!(
        sha256::hex(b"abc"),
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    );
    let mut last = String::new();
    fold::each(&files(), |file, document, changed| {
        if changed {
            last = sha256::hex(document.to_string().as_bytes());
        }
        assert_eq!(file.json["sha256"], last.as_str(), "{}", file.release);
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
        assert_eq!(
            file.json["built"].as_str().map(|built| &built[..10]),
            Some(release.date())
        );
        assert_eq!(release.commit().len(), 40, "{release}");
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
        &format!("{release} core"),
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
        same(channel.schema, &json["schema"], &json["schema"], &at);
    }
    for (id, node) in schema.zod_channels() {
        let json = &document["zodChannels"][id];
        same(node, json, json, &format!("{release} zod channel {id}"));
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
        let former: Vec<_> = plugin.legacy_ids.strings().collect();
        assert_eq!(former, strings(json.get("legacyPluginIds")), "{at}");
        match (
            plugin.config,
            json.get("configSchema").filter(|schema| !schema.is_null()),
        ) {
            (Some(node), Some(json)) => same(node, json, json, &at),
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
                same(node, json, json, &format!("{at} channel {id}"));
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

/// Compares a node with the JSON Schema it was made of, the order of keys included.
fn same(node: Node, json: &Value, root: &Value, at: &str) {
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
    let required: Vec<_> = keywords.required.iter().collect();
    assert_eq!(required, strings(stated("required")), "{at} required");

    let children = |nodes: Vec<Node>, json: &[Value], keyword: &str| {
        assert_eq!(nodes.len(), json.len(), "{at} {keyword}");
        for (index, (node, json)) in nodes.into_iter().zip(json).enumerate() {
            same(node, json, root, &format!("{at}.{keyword}[{index}]"));
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
        (Some(node), Some(json)) => same(node, json, root, &format!("{at}.{keyword}")),
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
        (Additional::Of(node), Some(json)) => same(node, json, root, &format!("{at}.*")),
        other => panic!("{at}.*: {other:?}"),
    }
    let properties = stated("properties");
    assert_eq!(keywords.has_properties, properties.is_some(), "{at}");
    let nothing = Map::new();
    let properties = properties.and_then(Value::as_object).unwrap_or(&nothing);
    let keys: Vec<_> = keywords.properties.iter().map(|(key, _)| key).collect();
    assert_eq!(keys, properties.keys().collect::<Vec<_>>(), "{at}");
    for (key, node) in keywords.properties.iter() {
        same(node, &properties[key], root, &format!("{at}.{key}"));
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
