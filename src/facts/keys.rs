//! What the first characters of a key tell about the product that issued it.
//!
//! A prefix that is not here proves nothing: a plain `sk-` is used by a dozen products.

/// What a prefix tells.
#[derive(Clone, Copy, Debug)]
pub struct KeyPrefix {
    /// The first characters.
    pub prefix: &'static str,
    /// The product that issues such keys.
    pub product: &'static str,
    /// Its name for people.
    pub label: &'static str,
    /// Whether no other product uses it.
    pub proves: bool,
    /// Where that is known from.
    pub source: &'static str,
}

/// Every prefix; a longer one stands before a shorter one that it begins with.
pub static KEY_PREFIXES: &[KeyPrefix] = &[
    KeyPrefix {
        prefix: "sk-kimi-",
        product: "kimi-code",
        label: "Kimi Code",
        proves: true,
        source: "openclaw 2026.8.2 extensions/migrate-hermes/secrets.ts routes by it; MoonshotAI/Kimi-K2 issue 109",
    },
    KeyPrefix {
        prefix: "sk-ant-api03-",
        product: "anthropic",
        label: "Anthropic",
        proves: true,
        source: "openclaw docs/providers/anthropic.md",
    },
    KeyPrefix {
        prefix: "sk-ant-oat01-",
        product: "anthropic-setup-token",
        label: "Anthropic setup-token",
        proves: true,
        source: "openclaw 2026.3.8 commands/auth-token.ts: ANTHROPIC_SETUP_TOKEN_PREFIX",
    },
    KeyPrefix {
        prefix: "sk-ant-admin",
        product: "anthropic-admin",
        label: "Anthropic admin",
        proves: true,
        source: "openclaw 2026.9.6 extensions/anthropic/usage.ts",
    },
    KeyPrefix {
        prefix: "sk-proj-",
        product: "openai",
        label: "OpenAI",
        proves: true,
        source: "microsoft/autogen pull request 2426",
    },
    KeyPrefix {
        prefix: "sk-svcacct-",
        product: "openai",
        label: "OpenAI",
        proves: true,
        source: "OpenAI service-account keys",
    },
    KeyPrefix {
        prefix: "sk-or-",
        product: "openrouter",
        label: "OpenRouter",
        proves: true,
        source: "openclaw docs/providers/openrouter.md",
    },
    KeyPrefix {
        prefix: "sk-sp-",
        product: "alibaba-plan",
        label: "Alibaba Coding Plan",
        proves: true,
        source: "openclaw 2026.9.6 docs/providers/qwen.md",
    },
    KeyPrefix {
        prefix: "sk-cp-",
        product: "minimax",
        label: "MiniMax Coding Plan",
        proves: false,
        source: "openclaw docs/tools/minimax-search.md",
    },
    KeyPrefix {
        prefix: "AIza",
        product: "google",
        label: "Google",
        proves: true,
        source: "openclaw redaction patterns",
    },
    KeyPrefix {
        prefix: "gsk_",
        product: "groq",
        label: "Groq",
        proves: true,
        source: "openclaw redaction patterns",
    },
    KeyPrefix {
        prefix: "xai-",
        product: "xai",
        label: "xAI",
        proves: true,
        source: "openclaw redaction patterns",
    },
    KeyPrefix {
        prefix: "nvapi-",
        product: "nvidia",
        label: "NVIDIA",
        proves: true,
        source: "openclaw docs/providers/nvidia.md",
    },
    KeyPrefix {
        prefix: "hf_",
        product: "huggingface",
        label: "Hugging Face",
        proves: true,
        source: "openclaw 2026.9.6 redaction patterns",
    },
    KeyPrefix {
        prefix: "pplx-",
        product: "perplexity",
        label: "Perplexity",
        proves: true,
        source: "openclaw redaction patterns",
    },
    KeyPrefix {
        prefix: "tp-",
        product: "xiaomi-token-plan",
        label: "Xiaomi MiMo Token Plan",
        proves: true,
        source: "openclaw 2026.9.6 docs/providers/xiaomi.md",
    },
    KeyPrefix {
        prefix: "github_pat_",
        product: "github-copilot",
        label: "GitHub",
        proves: true,
        source: "github.blog changelog 2021-03-31",
    },
    KeyPrefix {
        prefix: "ghp_",
        product: "github-copilot",
        label: "GitHub",
        proves: true,
        source: "github.blog changelog 2021-03-31",
    },
    KeyPrefix {
        prefix: "gho_",
        product: "github-copilot",
        label: "GitHub",
        proves: true,
        source: "github.blog changelog 2021-03-31",
    },
    KeyPrefix {
        prefix: "ghu_",
        product: "github-copilot",
        label: "GitHub",
        proves: true,
        source: "github.blog changelog 2021-03-31",
    },
    KeyPrefix {
        prefix: "LTAI",
        product: "alibaba-access-key",
        label: "Alibaba Cloud AccessKey",
        proves: true,
        source: "openclaw 2026.9.6 redaction patterns",
    },
    KeyPrefix {
        prefix: "tvly-",
        product: "tavily",
        label: "Tavily",
        proves: true,
        source: "openclaw 2026.9.6 redaction patterns",
    },
];

impl KeyPrefix {
    /// Whether an endpoint of `product` takes such keys. What kind of Anthropic token may stand where is
    /// a question of its own (`anthropic-token-misplaced`).
    pub fn fits(&self, product: &str) -> bool {
        let alike = |family: &str| self.product.starts_with(family) && product.starts_with(family);
        // Coding Plan and Token Plan keys begin alike (2026.9.6 docs/providers/qwen.md).
        self.product == product || alike("anthropic") || alike("alibaba")
    }
}

/// The row whose prefix `key` starts with, masked or not: a mask keeps the first characters.
pub fn key_prefix(key: &str) -> Option<&'static KeyPrefix> {
    KEY_PREFIXES.iter().find(|row| key.starts_with(row.prefix))
}
