//! Secrets that tell by their form who issued them.
//!
//! Invariants: rows are sorted by prefix; a prefix starts with an ASCII letter or digit.
//! Sources: the log redactor of openclaw 2026.9.6 (its default patterns name most of these issuers),
//! and for the others the note in the row.

/// Letters that the body of a secret is made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Body {
    /// `A-Z a-z 0-9`.
    Alnum,
    /// These, `_` and `-`.
    Word,
    /// These and `.`.
    Dotted,
    /// These, `/`, `+` and `=`.
    Base64,
    /// `0-9 a-f A-F`.
    Hex,
}

/// A known form.
#[derive(Debug)]
pub struct Format {
    /// What it starts with: publicly known, shown also in a mask.
    pub prefix: &'static str,
    /// What follows.
    pub body: Body,
    /// How many such letters at least.
    pub least: u8,
    /// Whether the prefix alone says little, so that the body must mix letters and digits.
    pub weak: bool,
    /// Who issues it.
    pub owner: &'static str,
}

const fn sure(prefix: &'static str, body: Body, least: u8, owner: &'static str) -> Format {
    Format {
        prefix,
        body,
        least,
        weak: false,
        owner,
    }
}

const fn weak(prefix: &'static str, body: Body, least: u8, owner: &'static str) -> Format {
    Format {
        prefix,
        body,
        least,
        weak: true,
        owner,
    }
}

use Body::{Alnum, Base64, Dotted, Hex, Word};

/// Every known form, sorted by prefix.
pub static FORMATS: &[Format] = &[
    sure("1//0", Base64, 20, "Google OAuth refresh token"),
    weak("AGE-SECRET-KEY-1", Alnum, 40, "age"), // age-encryption.org/v1, identity files
    weak("AIza", Word, 20, "Google API key"),
    weak("AKIA", Alnum, 16, "AWS access key"),
    weak("AKID", Alnum, 20, "Tencent Cloud"),
    weak("ASIA", Alnum, 16, "AWS temporary access key"),
    sure("ATATT", Base64, 20, "Atlassian"),
    sure("ATBB", Base64, 16, "Bitbucket"),
    sure("ATCTT3xFfG", Base64, 20, "Atlassian"),
    sure("BBDC-", Base64, 40, "Bitbucket"),
    weak("BSA", Word, 24, "Brave Search"), // key_prefixes: placeholder in the plugin catalogue of 2026.9.6
    sure("CCIPAT_", Word, 40, "CircleCI"),
    sure("CFPAT-", Word, 40, "Contentful"),
    sure("EAAC", Alnum, 40, "Meta"), // developers.facebook.com, access tokens
    sure("GR1348941", Word, 20, "GitLab"),
    sure("HRKU-AA", Word, 20, "Heroku"),
    weak("LTAI", Alnum, 12, "Alibaba Cloud access key"),
    sure("SG.", Dotted, 20, "SendGrid"),
    weak("am_", Word, 20, "AgentMail"),
    sure("api_org_", Alnum, 20, "Hugging Face organisation token"),
    sure("apify_api_", Word, 20, "Apify"),
    sure("bb_live_", Word, 10, "Browserbase"),
    sure("bkua_", Alnum, 40, "Buildkite"),
    weak("brv_", Alnum, 16, "Brave"),
    weak("dapi", Hex, 32, "Databricks"),
    sure("dckr_oat_", Word, 27, "Docker"),
    sure("dckr_pat_", Word, 27, "Docker"),
    sure("ddp_", Alnum, 36, "Datadog"),
    sure("ddw_", Alnum, 36, "Datadog"),
    sure("doo_v1_", Alnum, 10, "DigitalOcean"),
    sure("dop_v1_", Alnum, 10, "DigitalOcean"),
    sure("dor_v1_", Alnum, 10, "DigitalOcean"),
    sure("dp.audit.", Dotted, 40, "Doppler"),
    sure("dp.ct.", Dotted, 40, "Doppler"),
    sure("dp.pt.", Dotted, 40, "Doppler"),
    sure("dp.sa.", Dotted, 40, "Doppler"),
    sure("dp.scim.", Dotted, 40, "Doppler"),
    sure("dp.st.", Dotted, 40, "Doppler"),
    weak("exa-", Word, 20, "Exa"),
    weak("exa_", Alnum, 16, "Exa"),
    weak("fal_", Word, 20, "fal"),
    weak("fc-", Alnum, 16, "Firecrawl"),
    sure("fio-u-", Word, 40, "Frame.io"),
    weak("fpk_", Alnum, 30, "Fireworks"),
    weak("fw-", Alnum, 30, "Fireworks"),
    weak("fw_", Alnum, 30, "Fireworks"),
    weak("gAAAA", Word, 40, "Fernet token"),
    sure("gho_", Alnum, 10, "GitHub"),
    sure("ghp_", Alnum, 10, "GitHub"),
    sure("ghr_", Alnum, 10, "GitHub"),
    sure("ghs_", Alnum, 10, "GitHub"),
    sure("ghu_", Alnum, 10, "GitHub"),
    sure("github_pat_", Word, 10, "GitHub"),
    sure("glagent-", Word, 50, "GitLab"),
    sure("glc_eyJ", Base64, 50, "Grafana"),
    sure("glcbt-", Word, 20, "GitLab"),
    sure("gldt-", Word, 20, "GitLab"),
    sure("glffct-", Word, 20, "GitLab"),
    sure("glft-", Word, 20, "GitLab"),
    sure("glimt-", Word, 25, "GitLab"),
    sure("gloas-", Word, 32, "GitLab"),
    sure("glpat-", Word, 16, "GitLab"),
    sure("glptt-", Word, 40, "GitLab"),
    sure("glrt-", Word, 20, "GitLab"),
    sure("glrtr-", Word, 20, "GitLab"),
    sure("glsa_", Word, 30, "Grafana"),
    sure("glsoat-", Word, 20, "GitLab"),
    sure("glwt-", Word, 20, "GitLab"),
    sure("gsk_", Word, 10, "Groq"),
    weak("hf_", Alnum, 16, "Hugging Face"),
    weak("hsk-", Alnum, 16, "Hume"),
    sure("jina_", Alnum, 32, "Jina"), // jina.ai API documentation
    weak("key-", Hex, 32, "Mailgun"), // mailgun.com, private API keys
    weak("lin_api_", Alnum, 30, "Linear"), // linear.app developers, personal API keys
    weak("mem0_", Alnum, 16, "Mem0"),
    sure("nfp_", Word, 30, "Netlify"),
    weak("npm_", Alnum, 30, "npm"),
    weak("nsec1", Alnum, 50, "Nostr"), // NIP-19
    weak("ntn_", Alnum, 30, "Notion"), // developers.notion.com, token prefix since 2024-09
    sure("nvapi-", Word, 16, "NVIDIA"),
    sure("pat-eu1-", Word, 30, "HubSpot"),
    sure("pat-na1-", Word, 30, "HubSpot"),
    sure("pplx-", Word, 10, "Perplexity"),
    sure("pypi-", Word, 40, "PyPI"),
    weak("r8_", Alnum, 16, "Replicate"),
    sure("retaindb_", Alnum, 10, "RetainDB"),
    sure("rk_live_", Alnum, 10, "Stripe"),
    sure("sbp_", Alnum, 40, "Supabase"),
    weak("sk-", Word, 12, "generic sk- key"),
    sure("sk-admin-", Word, 12, "OpenAI admin key"),
    sure("sk-ant-", Word, 8, "Anthropic"),
    sure("sk-ant-admin01-", Word, 8, "Anthropic admin key"),
    sure("sk-ant-api03-", Word, 8, "Anthropic API key"),
    sure("sk-ant-oat01-", Word, 8, "Anthropic setup token"),
    sure("sk-ant-ort01-", Word, 8, "Anthropic refresh token"), // kept beside oat01 by Claude Code
    sure("sk-cp-", Word, 10, "MiniMax Coding Plan"),
    sure("sk-kimi-", Word, 8, "Kimi Code"),
    sure("sk-or-", Word, 10, "OpenRouter"),
    sure("sk-or-v1-", Word, 8, "OpenRouter"),
    sure("sk-proj-", Word, 8, "OpenAI project key"),
    sure("sk-sp-", Word, 10, "Alibaba Coding Plan"),
    sure("sk-svcacct-", Word, 8, "OpenAI service account"),
    weak("sk_", Word, 20, "generic sk_ key"),
    sure("sk_live_", Alnum, 10, "Stripe"),
    sure("sk_test_", Alnum, 10, "Stripe test key"),
    weak("syt_", Word, 16, "Matrix Synapse"),
    weak("tp-", Alnum, 20, "Xiaomi Token Plan"),
    sure("tvly-", Word, 10, "Tavily"),
    weak("vck_", Alnum, 30, "Vercel AI Gateway"), // vercel.com, secret scanning prefixes
    sure("whsec_", Base64, 16, "web hook signing secret"), // standardwebhooks.com
    sure("xai-", Word, 16, "xAI"),
    sure("xapp-", Word, 10, "Slack app token"),
    sure("xoxa-", Word, 10, "Slack"),
    sure("xoxb-", Word, 10, "Slack bot token"),
    sure("xoxe-", Word, 10, "Slack refresh token"),
    sure("xoxp-", Word, 10, "Slack user token"),
    sure("xoxr-", Word, 10, "Slack"),
    sure("xoxs-", Word, 10, "Slack"),
    sure("ya29.", Dotted, 10, "Google OAuth access token"),
];

/// For each ASCII letter, the rows whose prefix starts with it.
static INDEX: [(u8, u8); 128] = index();

const fn index() -> [(u8, u8); 128] {
    let mut ranges = [(0u8, 0u8); 128];
    let mut row = 0;
    while row < FORMATS.len() {
        let first = FORMATS[row].prefix.as_bytes()[0] as usize;
        if ranges[first].1 == 0 {
            ranges[first].0 = row as u8;
        }
        ranges[first].1 = row as u8 + 1;
        row += 1;
    }
    ranges
}

/// The most specific form that `bytes` starts with, and how long the whole secret is.
pub fn at(bytes: &[u8]) -> Option<(&'static Format, usize)> {
    candidates(bytes).iter().rev().find_map(|format| {
        let body = bytes.strip_prefix(format.prefix.as_bytes())?;
        Some((format, format.prefix.len() + format.body_of(body)?))
    })
}

/// The publicly known start of a value that is known to be a secret; 0 where there is none.
pub fn prefix_of(value: &str) -> usize {
    let known = |format: &&Format| {
        let generic = format.weak && format.prefix != "sk-";
        !generic && value.len() > format.prefix.len() && value.starts_with(format.prefix)
    };
    let longest = candidates(value.as_bytes()).iter().rev().find(known);
    longest.map_or(0, |format| format.prefix.len())
}

/// Whether `value` is such a start and nothing else.
pub fn is_prefix(value: &str) -> bool {
    candidates(value.as_bytes())
        .iter()
        .any(|format| format.prefix == value)
}

/// The rows whose prefix starts like `bytes`; a longer prefix after a shorter one that it begins with.
fn candidates(bytes: &[u8]) -> &'static [Format] {
    let first = bytes.first().copied().unwrap_or(0);
    let (from, to) = INDEX.get(usize::from(first)).copied().unwrap_or((0, 0));
    FORMATS
        .get(usize::from(from)..usize::from(to))
        .unwrap_or(&[])
}

impl Format {
    /// How much of `body` belongs to the secret; `None` where it is not one.
    fn body_of(&self, body: &[u8]) -> Option<usize> {
        let least = usize::from(self.least);
        let head = body.get(..least)?;
        if !head.iter().all(|byte| self.body.has(*byte)) {
            return None;
        }
        let seen = body.get(..body.len().min(128))?;
        let seen = seen
            .iter()
            .position(|byte| !Word.has(*byte))
            .and_then(|end| seen.get(..end))
            .unwrap_or(seen);
        if self.weak && !mixes(seen) {
            return None;
        }
        // Whatever joins on belongs to it: a rest must not stay visible.
        let joins = |byte: &u8| Word.has(*byte) || self.body.has(*byte);
        let mut len = least
            + body
                .iter()
                .skip(least)
                .take_while(|byte| joins(byte))
                .count();
        while len > least && body.get(len - 1) == Some(&b'.') {
            len -= 1; // a full stop ends the sentence
        }
        Some(len)
    }
}

impl Body {
    fn has(self, byte: u8) -> bool {
        match self {
            Alnum => byte.is_ascii_alphanumeric(),
            Hex => byte.is_ascii_hexdigit(),
            Word => byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-',
            Dotted => Word.has(byte) || byte == b'.',
            Base64 => Dotted.has(byte) || matches!(byte, b'/' | b'+' | b'='),
        }
    }
}

/// Whether letters and digits stand in one unbroken piece, as no name or sentence has them.
fn mixes(body: &[u8]) -> bool {
    body.split(|byte| !byte.is_ascii_alphanumeric())
        .any(|piece| {
            let digits = piece.iter().filter(|byte| byte.is_ascii_digit()).count();
            piece.len() >= 8 && digits >= 1 && (digits < piece.len() || piece.len() >= 16)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_sorted_and_start_with_a_letter_or_digit() {
        assert!(FORMATS.is_sorted_by(|a, b| a.prefix < b.prefix));
        for format in FORMATS {
            assert!(
                format
                    .prefix
                    .starts_with(|c: char| c.is_ascii_alphanumeric())
            );
        }
    }

    #[test]
    fn the_most_specific_prefix_wins() {
        let key = b"sk-ant-oat01-0123456789abcdef";
        let (format, len) = at(key).unwrap_or((&FORMATS[0], 0));
        assert_eq!((format.prefix, len), ("sk-ant-oat01-", key.len()));
        assert_eq!(prefix_of("sk-kimi-x"), 8);
        assert_eq!(prefix_of("hunter2"), 0);
    }
}
