//! Lints of the fact rows.

use clawlens::facts::endpoints;
use clawlens::facts::keys::KEY_PREFIXES;
use clawlens::facts::providers;
use clawlens::version::Version;

#[test]
fn every_row_has_a_source() {
    let sources = providers::rows()
        .iter()
        .map(|row| (row.id, row.source))
        .chain(KEY_PREFIXES.iter().map(|row| (row.prefix, row.source)))
        .chain(endpoints::rows().iter().map(|row| (row.host, row.source)));
    for (id, source) in sources {
        assert!(source.len() > 8, "{id} has no source");
    }
}

#[test]
fn provider_intervals_are_real_versions_in_order_and_do_not_overlap() {
    let version = |text: Option<&str>| text.map(|text| Version::parse(text).expect(text));
    for row in providers::rows() {
        let (since, until) = (version(row.when.since), version(row.when.until));
        if let (Some(since), Some(until)) = (&since, &until) {
            assert!(since < until, "{}: {since} is not before {until}", row.id);
        }
        for (since, model) in &row.models {
            let own = model.starts_with(row.id);
            assert!(own, "{}: {model} is of another provider", row.id);
            assert!(Version::parse(since).is_some(), "{}: {since}", row.id);
        }
    }
    for (index, row) in providers::rows().iter().enumerate() {
        for other in providers::rows()
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

#[test]
fn a_longer_path_of_a_host_stands_before_the_shorter_one_and_every_twin_is_a_row() {
    let rows = endpoints::rows();
    for (index, row) in rows.iter().enumerate() {
        for later in rows.iter().skip(index + 1) {
            let hidden = later.host == row.host && later.path.starts_with(row.path);
            assert!(!hidden, "{}{} hides {}", row.host, row.path, later.path);
        }
        for other in [row.twin, row.billing].into_iter().flatten() {
            let found = endpoints::endpoint(other).expect(other);
            assert_ne!((found.host, found.path), (row.host, row.path));
        }
    }
}
