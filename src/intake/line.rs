//! Lines that no fixed text tells: banners, typed commands, the beginnings of log lines.

/// The line without indentation, list mark and Markdown emphasis.
pub(super) fn bare(line: &str) -> &str {
    let text = line.trim_start();
    let text = text.strip_prefix("- ").map_or(text, str::trim_start);
    text.strip_prefix("**").unwrap_or(text)
}

/// The version in a banner or an answer of `--version`.
pub(super) fn is_banner(line: &str) -> Option<&str> {
    if line.len() > 400 || !line.contains("20") {
        return None;
    }
    let text = bare(line).trim();
    let text = text.strip_prefix("🦞").map_or(text, str::trim_start);
    for name in [
        "OpenClaw ",
        "openclaw ",
        "Clawdbot ",
        "Moltbot ",
        "clawdbot ",
        "moltbot ",
        "OpenClaw version ",
        "openclaw/",
        "openclaw@",
    ] {
        let Some(rest) = text.strip_prefix(name) else {
            continue;
        };
        let rest = rest
            .strip_prefix("version")
            .map_or(rest, |rest| rest.trim_start_matches([':', ' ']));
        let word = rest
            .split([' ', ',', ')', '`', '*'])
            .next()
            .unwrap_or("")
            .trim_end_matches(['.', ':']);
        let version = word.strip_prefix('v').unwrap_or(word);
        let tail = rest.get(word.len()..).unwrap_or("").trim_start();
        let alone = tail.is_empty()
            || tail.starts_with('(')
            || tail.starts_with('—')
            || tail.starts_with('-');
        if alone && is_version(version) {
            return Some(version);
        }
    }
    is_version(text).then_some(text)
}

/// `2026.3.8`, `2026.2.2-3`, `2026.4.1-beta.1`.
pub(super) fn is_version(text: &str) -> bool {
    crate::version::Version::parse(text).is_some()
}

/// A typed command: the prompt's length in `line`, and the command.
pub(super) fn prompt(line: &str) -> Option<(usize, &str)> {
    let blank = line.len() - line.trim_start().len();
    let text = line.trim();
    if !may_be_command(text) {
        return None;
    }
    // `(base) user@host:~$ command`
    let inner = match text.strip_prefix('(') {
        Some(rest) => rest
            .split_once(") ")
            .filter(|(name, _)| name.len() < 30 && !name.contains(' '))
            .map_or(text, |(_, rest)| rest),
        None => text,
    };
    let answer = |command: &'_ str| -> usize { line.trim_end().len() - command.len() };
    let take = |command: &str| -> Option<usize> {
        let command = command.trim();
        let word = command.split_whitespace().next()?;
        is_program(word).then(|| answer(command))
    };
    let at = 'found: {
        for mark in ["$ ", "❯ ", "➜ ", "› ", "λ ", "% ", "# ", "> ", ">> "] {
            if let Some(rest) = inner.strip_prefix(mark) {
                let rest = rest.trim_start();
                if let Some(at) = take(rest) {
                    break 'found Some(at);
                }
                // `➜  ~ openclaw …`, `➜  project git:(main) ✗ openclaw …`
                if mark == "➜ " || mark == "❯ " {
                    let words = rest.split_whitespace();
                    let mut from = rest;
                    for word in words.take(4) {
                        from = from.trim_start().strip_prefix(word).unwrap_or(from);
                        if let Some(at) = take(from) {
                            break 'found Some(at);
                        }
                    }
                }
            }
        }
        // PS C:\Users\x> command, C:\Users\x> command
        if (inner.starts_with("PS ") || inner.as_bytes().get(1) == Some(&b':'))
            && let Some((head, rest)) = inner.split_once('>')
            && head.len() < 120
            && (head.contains(":\\")
                || head.contains(":/")
                || head.ends_with(':')
                || head.starts_with("PS /"))
        {
            let rest = rest.trim();
            if !rest.is_empty() {
                break 'found Some(answer(rest));
            }
        }
        // user@host:~$ command, [user@host ~]$ command, user@host dir %
        if let Some(sign) = inner.find('@').filter(|at| (1..40).contains(at)) {
            let rest = inner.get(sign..).unwrap_or("");
            let mark = ["$ ", "# ", "% ", "❯ ", "> "]
                .iter()
                .filter_map(|mark| rest.find(mark).map(|at| (at, mark.len())))
                .min();
            if let Some((at, length)) = mark
                && at < 100
                && !inner
                    .get(..sign)
                    .unwrap_or(" ")
                    .trim_start_matches('[')
                    .contains(' ')
            {
                let command = rest.get(at + length..).unwrap_or("").trim();
                let head = rest.get(1..at).unwrap_or("");
                let plausible = head.contains(':')
                    || head.contains('~')
                    || head.contains(']')
                    || take(command).is_some();
                if !command.is_empty() && plausible {
                    break 'found Some(answer(command));
                }
            }
        }
        // A bare command, as people retype it.
        if take(inner).is_some() && is_bare_command(inner) {
            break 'found Some(blank + (text.len() - inner.len()));
        }
        None
    }?;
    let command = line.get(at..)?.trim_end();
    Some((at, command))
}

/// A quick look: most lines are no command.
pub(super) fn may_be_command(text: &str) -> bool {
    let Some(first) = text.chars().next() else {
        return false;
    };
    if matches!(
        first,
        '$' | '❯' | '➜' | '›' | 'λ' | '%' | '#' | '>' | '(' | '['
    ) || text.starts_with("PS ")
    {
        return true;
    }
    let head = text.as_bytes().get(..text.len().min(40)).unwrap_or(&[]);
    if text.as_bytes().get(1) == Some(&b':') || head.contains(&b'@') {
        return true;
    }
    let word = text.split([' ', '\t']).next().unwrap_or("");
    is_program(word)
}

pub(super) const PROGRAMS: &[&str] = &[
    "openclaw",
    "clawdbot",
    "moltbot",
    "openclaw.cmd",
    "npx",
    "npm",
    "pnpm",
    "bun",
    "node",
    "cat",
    "ls",
    "dir",
    "type",
    "Get-Content",
    "echo",
    "export",
    "set",
    "setx",
    "printenv",
    "env",
    "grep",
    "tail",
    "head",
    "less",
    "nano",
    "vim",
    "vi",
    "code",
    "sudo",
    "systemctl",
    "journalctl",
    "launchctl",
    "docker",
    "docker-compose",
    "curl",
    "jq",
    "which",
    "where",
    "rm",
    "cp",
    "mv",
    "mkdir",
    "chmod",
    "chown",
    "cd",
    "source",
    "brew",
    "apt",
    "kill",
    "lsof",
    "ss",
    "netstat",
    "ps",
    "schtasks",
    "wsl",
    "loginctl",
    "sed",
    "git",
    "ssh",
    "OPENCLAW_STATE_DIR",
    "uname",
    "nvm",
    "python3",
];

pub(super) fn is_program(word: &str) -> bool {
    let name = word.rsplit('/').next().unwrap_or(word);
    PROGRAMS.contains(&name)
        || word.split_once('=').is_some_and(|(key, _)| {
            key.starts_with("OPENCLAW_") || key.starts_with("MOONSHOT_") || key.starts_with("KIMI_")
        })
}

/// Lines like `openclaw models status` without a prompt; sentences that begin with a program's name are not.
pub(super) fn is_bare_command(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or("");
    let count = text.split_whitespace().count();
    if text.ends_with(['.', ':', '?', '!']) && !text.ends_with("/.") || text.contains(": ") {
        return false;
    }
    match first {
        _ if first.contains('=') => {
            words.any(|word| matches!(word, "openclaw" | "clawdbot" | "moltbot"))
        }
        "openclaw" | "clawdbot" | "moltbot" => {
            let second = words.next().unwrap_or("");
            second.starts_with("--") || COMMANDS.contains(&second)
        }
        "cat" | "type" | "Get-Content" => count == 2 && text.contains(['.', '/', '\\']),
        "ls" | "dir" => count <= 4 && (text.contains('-') || text.contains("openclaw")),
        "npm" | "pnpm" => words
            .next()
            .is_some_and(|second| NPM_COMMANDS.contains(&second) || second.starts_with("-g")),
        "systemctl" | "journalctl" | "npx" | "sudo" | "launchctl" | "docker" | "curl" => {
            (2..20).contains(&count) && !text.contains(" is ")
        }
        "node" => text == "node -v" || text == "node --version",
        _ => false,
    }
}

pub(super) const NPM_COMMANDS: &[&str] = &[
    "add",
    "cache",
    "ci",
    "config",
    "exec",
    "i",
    "install",
    "list",
    "ls",
    "outdated",
    "prefix",
    "rebuild",
    "remove",
    "rm",
    "root",
    "run",
    "uninstall",
    "up",
    "update",
    "view",
];

const COMMANDS: &[&str] = &[
    "acp",
    "agent",
    "agents",
    "approvals",
    "audit",
    "auth",
    "automations",
    "backup",
    "browser",
    "channels",
    "completion",
    "config",
    "configure",
    "cron",
    "daemon",
    "dashboard",
    "devices",
    "directory",
    "dns",
    "docs",
    "doctor",
    "gateway",
    "health",
    "help",
    "hooks",
    "infer",
    "init",
    "install",
    "logs",
    "mcp",
    "memory",
    "message",
    "models",
    "node",
    "nodes",
    "onboard",
    "pairing",
    "plugins",
    "reset",
    "sandbox",
    "secrets",
    "security",
    "sessions",
    "setup",
    "skills",
    "start",
    "status",
    "stop",
    "system",
    "tasks",
    "triage",
    "tui",
    "uninstall",
    "update",
    "usage",
    "webhooks",
    "wiki",
];

/// The beginning of a log line: how long its prefix is. Times, subsystems, journald and compose prefixes.
pub(super) fn log_start(line: &str) -> Option<usize> {
    let text = line;
    let bytes = text.as_bytes();
    // 2026-11-22T12:46:35.062+00:00 and 2026-11-22 12:46:35
    if let Some(length) = iso_time(text) {
        return Some(length);
    }
    // [2026-11-22T…] or [12:46:35]
    if bytes.first() == Some(&b'[')
        && let Some(inner) = text.get(1..)
        && (iso_time(inner).is_some() || clock(inner).is_some())
    {
        return text.find(']').map(|at| at + 1);
    }
    if let Some(length) = clock(text) {
        return (bytes.get(length) == Some(&b' ')).then_some(length);
    }
    // Nov 22 12:46:35 host node[123]:
    if let Some(length) = journald(text) {
        return Some(length);
    }
    // openclaw-gateway-1  | text
    if let Some((name, rest)) = text.split_once('|')
        && name.len() <= 48
        && name.ends_with(' ')
        && is_service_name(name.trim())
    {
        return Some(text.len() - rest.len() + usize::from(rest.starts_with(' ')));
    }
    if is_subsystem(text) { Some(0) } else { None }
}

pub(super) fn is_service_name(name: &str) -> bool {
    let letters = name.bytes().any(|b| b.is_ascii_lowercase());
    letters
        && (name.contains("openclaw")
            || name.contains("clawd")
            || name.contains("moltbot")
            || name.contains("gateway"))
        && name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
}

/// `[gateway] …`, `[agent/embedded] …`: not `[openclaw]`, which the command line prints.
pub(super) fn is_subsystem(text: &str) -> bool {
    let Some((name, rest)) = text.strip_prefix('[').and_then(|rest| rest.split_once(']')) else {
        return false;
    };
    // The shortest is `ws`; `[x]` is a ticked box.
    let plain = name.len() >= 2
        && name.len() <= 40
        && name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.bytes().all(|b| {
            b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'/' | b':' | b'.' | b' ')
        });
    plain
        && rest.starts_with(' ')
        && !matches!(
            name,
            "openclaw"
                | "model-selection"
                | "secrets"
                | "warning"
                | "error"
                | "info"
                | "boot"
                | "indeterminate"
                | "cause"
        )
}

/// Length of an ISO time at the start of `text`.
pub(super) fn iso_time(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let shape = b"dddd-dd-ddTdd:dd:dd";
    let head = bytes.get(..shape.len())?;
    let fits = head.iter().zip(shape).all(|(byte, want)| match want {
        b'd' => byte.is_ascii_digit(),
        b'T' => matches!(byte, b'T' | b' ' | b't'),
        _ => byte == want,
    });
    if !fits {
        return None;
    }
    let tail = bytes
        .get(shape.len()..)?
        .iter()
        .take_while(|byte| {
            byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b'Z' | b'+' | b'-' | b':')
        })
        .count();
    Some(shape.len() + tail)
}

/// Length of `12:46:35` or `12:46:35.062` at the start of `text`.
pub(super) fn clock(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let head = bytes.get(..8)?;
    let fits = head.iter().enumerate().all(|(at, byte)| match at {
        2 | 5 => *byte == b':',
        _ => byte.is_ascii_digit(),
    });
    if !fits {
        return None;
    }
    let tail = bytes
        .get(8..)?
        .iter()
        .take_while(|byte| byte.is_ascii_digit() || **byte == b'.' || **byte == b',')
        .count();
    Some(8 + tail)
}

/// Length of a journald prefix up to the text.
pub(super) fn journald(text: &str) -> Option<usize> {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let month = text.get(..3)?;
    if !MONTHS.contains(&month) || text.as_bytes().get(3) != Some(&b' ') {
        return None;
    }
    let rest = text.get(4..)?.trim_start();
    let (day, rest) = rest.split_once(' ')?;
    if day.len() > 2 || !day.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let length = clock(rest)?;
    let after = rest.get(length..)?;
    match after.find("]: ") {
        Some(at) if at < 100 => Some(text.len() - after.len() + at + 3),
        _ => match after.find(": ") {
            Some(at) if at < 100 => Some(text.len() - after.len() + at + 2),
            _ => Some(text.len() - after.len()),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prompts_are_told_from_sentences() {
        for (line, command) in [
            ("$ openclaw models status", "openclaw models status"),
            (
                "user@ubuntu:~$ openclaw gateway status",
                "openclaw gateway status",
            ),
            (
                "root@a1b2:/app# cat /root/.openclaw/openclaw.json",
                "cat /root/.openclaw/openclaw.json",
            ),
            ("PS C:\\Users\\x> openclaw --version", "openclaw --version"),
            ("C:\\Users\\x>openclaw doctor", "openclaw doctor"),
            ("❯ openclaw status", "openclaw status"),
            ("➜  ~ openclaw status", "openclaw status"),
            ("(base) me@mac ~ % openclaw status", "openclaw status"),
            ("openclaw models status", "openclaw models status"),
            ("[me@host ~]$ ls -la ~/.openclaw", "ls -la ~/.openclaw"),
        ] {
            assert_eq!(prompt(line).map(|found| found.1), Some(command), "{line}");
        }
        for line in [
            "openclaw is great",
            "# Heading",
            "cat is an animal here",
            "> quoted words",
            "mail me@x.y now",
            "Openclaw models status says:",
        ] {
            assert_eq!(prompt(line), None, "{line}");
        }
    }

    #[test]
    fn log_lines_are_recognised_by_their_beginning() {
        for line in [
            "2026-11-22T12:46:35.062+00:00 [gateway] listening",
            "12:46:35 [gateway] listening",
            "[agent/embedded] embedded run agent end",
            "Nov 22 12:46:35 host node[123]: text",
            "openclaw-gateway-1  | text",
        ] {
            assert!(log_start(line).is_some(), "{line}");
        }
        for line in [
            "[openclaw] Could not start the CLI.",
            "[x] done",
            "| a | b |",
            "May I ask: 12",
        ] {
            assert_eq!(log_start(line), None, "{line}");
        }
    }

    #[test]
    fn banners_give_their_version() {
        for line in [
            "🦞 OpenClaw 2026.3.8 (3caab92) — x",
            "OpenClaw 2026.9.6 (eb377ac)",
            "2026.2.9",
            "• OpenClaw 2026.3.8",
        ] {
            let line = line.replace("• ", "- ");
            assert!(is_banner(&line).is_some(), "{line}");
        }
        assert_eq!(is_banner("OpenClaw 2026.3.8 crashes for me"), None);
    }
}
