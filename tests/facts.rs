//! Lints of the fact rows.

use clawlens::facts::endpoints::ENDPOINTS;
use clawlens::facts::keys::KEY_PREFIXES;
use clawlens::facts::providers::PROVIDERS;
use clawlens::version::Version;

#[test]
fn every_row_has_a_source() {
    let sources = PROVIDERS
        .iter()
        .map(|row| (row.id, row.source))
        .chain(KEY_PREFIXES.iter().map(|row| (row.prefix, row.source)))
        .chain(ENDPOINTS.iter().map(|row| (row.host, row.source)));
    for (id, source) in sources {
        assert!(source.len() > 8, "{id} has no source");
    }
}

#[test]
fn provider_intervals_are_real_versions_in_order_and_do_not_overlap() {
    let version = |text: Option<&str>| text.map(|text| Version::parse(text).expect(text));
    for row in PROVIDERS {
        let (since, until) = (version(row.when.since), version(row.when.until));
        if let (Some(since), Some(until)) = (&since, &until) {
            assert!(since < until, "{}: {since} is not before {until}", row.id);
        }
        assert!(
            row.model.starts_with(&format!("{}/", row.id)),
            "{}: its model is of another provider",
            row.id
        );
    }
    for (index, row) in PROVIDERS.iter().enumerate() {
        for other in PROVIDERS
            .iter()
            .skip(index + 1)
            .filter(|other| other.id == row.id)
        {
            let until = version(row.when.until).expect("an earlier row of the same id ends");
            let since = version(other.when.since).expect("a later row of the same id begins");
            assert!(until <= since, "{}: rows overlap", row.id);
        }
    }
}

#[test]
fn a_longer_prefix_stands_before_the_shorter_one_it_begins_with() {
    for (index, row) in KEY_PREFIXES.iter().enumerate() {
        for later in KEY_PREFIXES.iter().skip(index + 1) {
            assert!(
                !later.prefix.starts_with(row.prefix),
                "{} hides {}",
                row.prefix,
                later.prefix
            );
        }
    }
}
