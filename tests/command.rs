//! The command line twin, driven as people and scripts drive it: what it prints, and its exit status.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

/// A folder of its own for one test, gone afterwards.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Folder {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path =
            std::env::temp_dir().join(format!("clawlens-test-{}-{number}", std::process::id()));
        fs::create_dir_all(&path).expect("the temporary folder is writable");
        Folder(path)
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        fs::write(&path, bytes).expect("the temporary folder is writable");
        path
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.0).expect("the folder is there");
        let mut names: Vec<String> = entries
            .flatten()
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

struct Answer {
    status: i32,
    out: String,
    err: String,
}

fn run_in(folder: &Path, words: &[&str], input: &str) -> Answer {
    let mut child = Command::new(env!("CARGO_BIN_EXE_clawlens"))
        .args(words)
        .current_dir(folder)
        .env_remove("NO_COLOR")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary is built");
    let mut stdin = child.stdin.take().expect("stdin is piped");
    // A command that fails early does not read.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    let output = child.wait_with_output().expect("the binary ends");
    Answer {
        status: output.status.code().unwrap_or(-1),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

fn run(words: &[&str], input: &str) -> Answer {
    run_in(&std::env::temp_dir(), words, input)
}

const UNKNOWN_KEY: &str = "{\n  // mine\n  gateway: { mode: \"local\", nope: 1 },\n}\n";
const HEALTHY: &str = "{ gateway: { mode: \"local\" } }\n";
const KEY: &str = "sk-kimi-Zq81kd0Qp5vTn3XcW7yL2mBs";

#[test]
fn diagnose_exits_1_with_errors_and_0_without() {
    let broken = run(&["diagnose", "--openclaw", "2026.3.8"], UNKNOWN_KEY);
    assert_eq!(broken.status, 1, "{}", broken.err);
    assert!(
        broken.out.contains("nope") && broken.out.contains("^^^^"),
        "{}",
        broken.out
    );
    assert!(
        !broken.out.contains('\u{1b}'),
        "no colour without a terminal"
    );
    let clean = run(&["diagnose", "--openclaw", "2026.3.8", "-"], HEALTHY);
    assert_eq!(clean.status, 0, "{}", clean.out);
}

#[test]
fn diagnose_prints_the_report_as_json_of_the_contract() {
    let answer = run(&["diagnose", "--json", "--openclaw=2026.3.8"], UNKNOWN_KEY);
    assert_eq!(answer.out.lines().count(), 1);
    let report: serde_json::Value = serde_json::from_str(&answer.out).expect("it is JSON");
    for field in [
        "report",
        "openclaw",
        "verdict",
        "artifacts",
        "findings",
        "plan",
        "corrected",
        "missing",
        "redacted",
    ] {
        assert!(report.get(field).is_some(), "{field}");
    }
    assert_eq!(report["report"], 1);
    let place = &report["findings"][0]["where"];
    let (start, end) = (place["start"].as_u64(), place["end"].as_u64());
    let (start, end) = (start.unwrap_or(0) as usize, end.unwrap_or(0) as usize);
    assert_eq!(UNKNOWN_KEY.get(start..end), Some("nope"));
    let pretty = run(&["diagnose", "--json", "--pretty"], UNKNOWN_KEY);
    assert!(pretty.out.lines().count() > 10);
}

#[test]
fn several_files_are_one_paste_and_lines_are_told_by_file() {
    let folder = Folder::new();
    folder.file("version.txt", "OpenClaw 2026.3.8 (3caab92)\n");
    folder.file("openclaw.json", UNKNOWN_KEY);
    let answer = run_in(&folder.0, &["diagnose", "version.txt", "openclaw.json"], "");
    assert_eq!(answer.status, 1, "{}", answer.err);
    assert!(answer.out.contains("openclaw.json:3"), "{}", answer.out);
    assert!(answer.out.contains("2026.3.8"));
}

#[test]
fn no_form_of_a_report_shows_a_secret() {
    let paste = format!(
        "OpenClaw 2026.3.8\n{{\n  env: {{ MOONSHOT_API_KEY: \"{KEY}\" }},\n  gateway: {{ nope: 1, auth: {{ token: \"0f9e8d7c6b5a4938\" }} }},\n}}\nHTTP 401: Invalid Authentication {KEY}\n"
    );
    for form in ["--text", "--markdown", "--tracker", "--sarif"] {
        let answer = run(&["diagnose", form], &paste);
        assert!(
            answer.status == 1 || answer.status == 0,
            "{form}: {}",
            answer.err
        );
        for secret in ["Zq81kd0Q", "0f9e8d7c6b5a4938"] {
            assert!(!answer.out.contains(secret), "{form}: {}", answer.out);
        }
    }
    let fix = run(&["fix", "--diff", "-"], &paste);
    assert!(!fix.out.contains("Zq81kd0Q"), "{}", fix.out);
}

#[test]
fn markdown_fits_a_chat_message_whatever_is_pasted() {
    let many: String = (0..400)
        .map(|n| format!("  unknown_key_number_{n}: \"{}\",\n", "x".repeat(n)))
        .collect();
    for paste in [
        UNKNOWN_KEY.to_owned(),
        HEALTHY.to_owned(),
        format!("{{\n{many}}}\n"),
        "hello".to_owned(),
    ] {
        let answer = run(
            &["diagnose", "--markdown", "--openclaw", "2026.3.8"],
            &paste,
        );
        assert!(answer.out.encode_utf16().count() < 2_000, "{}", answer.out);
        assert!(answer.out.starts_with("**"));
        assert_eq!(answer.out.matches("```").count() % 2, 0);
    }
}

#[test]
fn sarif_has_what_code_hosts_read() {
    let folder = Folder::new();
    folder.file("my config.json", UNKNOWN_KEY);
    let answer = run_in(
        &folder.0,
        &[
            "diagnose",
            "--sarif",
            "--openclaw",
            "2026.3.8",
            "./my config.json",
        ],
        "",
    );
    let log: serde_json::Value = serde_json::from_str(&answer.out).expect("it is JSON");
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["tool"]["driver"]["name"], "clawlens");
    let result = &run["results"][0];
    let rule = &run["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().unwrap_or(99) as usize];
    assert_eq!(rule["id"], result["ruleId"]);
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "my%20config.json");
    assert_eq!(place["region"]["startLine"], 3);
}

#[test]
fn validate_prints_what_the_release_prints() {
    let folder = Folder::new();
    let file = folder.file("openclaw.json", UNKNOWN_KEY);
    let path = file.to_string_lossy();
    let answer = run(&["validate", "--openclaw", "2026.3.8", "--json", &path], "");
    assert_eq!(answer.status, 1, "{}", answer.err);
    let expected = serde_json::json!({
        "valid": false, "path": path, "issues": [{ "path": "gateway", "message": "Unrecognized key: \"nope\"" }],
    });
    assert_eq!(
        serde_json::from_str::<serde_json::Value>(&answer.out).ok(),
        Some(expected)
    );
    folder.file("good.json", HEALTHY);
    let good = run_in(
        &folder.0,
        &["validate", "--openclaw", "2026.3.8", "good.json"],
        "",
    );
    assert_eq!(
        (good.status, good.out.as_str()),
        (0, "OpenClaw 2026.3.8 accepts good.json.\n")
    );
}

#[test]
fn validate_answers_several_files_one_a_line() {
    let folder = Folder::new();
    folder.file("a.json", HEALTHY);
    folder.file("b.json", UNKNOWN_KEY);
    let answer = run_in(
        &folder.0,
        &[
            "validate",
            "--openclaw",
            "2026.3.8",
            "--jsonl",
            "a.json",
            "b.json",
        ],
        "",
    );
    let valid: Vec<bool> = answer
        .out
        .lines()
        .filter_map(|line| {
            serde_json::from_str::<serde_json::Value>(line)
                .ok()?
                .get("valid")?
                .as_bool()
        })
        .collect();
    assert_eq!((answer.status, valid), (1, vec![true, false]));
    let missing = run_in(
        &folder.0,
        &[
            "validate",
            "--openclaw",
            "2026.3.8",
            "--jsonl",
            "a.json",
            "none.json",
        ],
        "",
    );
    assert_eq!((missing.status, missing.out.lines().count()), (2, 2));
    let several = run_in(
        &folder.0,
        &["validate", "--openclaw", "2026.3.8", "a.json", "b.json"],
        "",
    );
    assert_eq!(several.status, 2);
}

#[test]
fn validate_knows_only_releases_of_the_catalogue() {
    for (release, says) in [("2026.3.9", "2026.3.8"), ("newest", "2026.3.8")] {
        let answer = run(&["validate", "--openclaw", release, "-"], HEALTHY);
        assert_eq!(answer.status, 2);
        assert!(answer.err.contains(says), "{}", answer.err);
    }
    assert_eq!(run(&["validate", "-"], HEALTHY).status, 2);
}

#[test]
fn validate_takes_variables_for_set_that_it_is_told_of() {
    let config = "{ gateway: { auth: { token: \"${MY_TOKEN}\" } } }";
    let with = run(
        &[
            "validate",
            "--openclaw",
            "2026.3.8",
            "--env",
            "MY_TOKEN",
            "-",
        ],
        config,
    );
    assert_eq!(with.status, 0, "{}{}", with.out, with.err);
}

#[test]
fn validate_reads_what_a_config_includes() {
    let folder = Folder::new();
    fs::create_dir(folder.0.join("parts")).expect("the folder is writable");
    folder.file(
        "openclaw.json",
        "{ gateway: { $include: \"./parts/gateway.json\" } }",
    );
    folder.file("parts/gateway.json", "{ mode: \"local\", nope: 1 }");
    let answer = run_in(
        &folder.0,
        &["validate", "--openclaw", "2026.3.8", "openclaw.json"],
        "",
    );
    assert_eq!(answer.status, 1, "{}{}", answer.out, answer.err);
    assert!(
        answer.out.contains("gateway: Unrecognized key: \"nope\""),
        "{}",
        answer.out
    );
}

#[test]
fn fix_corrects_and_keeps_a_copy_each_time() {
    let folder = Folder::new();
    let file = folder.file("openclaw.json", UNKNOWN_KEY);
    folder.file("openclaw.json.bak-1", "older");
    let words = ["fix", "--write", "--openclaw", "2026.3.8", "openclaw.json"];
    let answer = run_in(&folder.0, &words, "");
    assert_eq!(answer.status, 0, "{}", answer.err);
    assert_eq!(
        fs::read_to_string(&file).unwrap_or_default(),
        "{\n  // mine\n  gateway: { mode: \"local\" },\n}\n"
    );
    assert_eq!(
        folder.names(),
        [
            "openclaw.json",
            "openclaw.json.bak-1",
            "openclaw.json.bak-2"
        ]
    );
    let kept = |name: &str| fs::read_to_string(folder.0.join(name)).unwrap_or_default();
    assert_eq!(
        (
            kept("openclaw.json.bak-1").as_str(),
            kept("openclaw.json.bak-2").as_str()
        ),
        ("older", UNKNOWN_KEY)
    );
    let diff = run(
        &["fix", "--diff", "--openclaw", "2026.3.8", "-"],
        UNKNOWN_KEY,
    );
    assert!(
        diff.out.contains(
            "\n-  gateway: { mode: \"local\", nope: 1 },\n+  gateway: { mode: \"local\" },\n"
        ),
        "{}",
        diff.out
    );
}

#[test]
fn fix_prints_the_file_and_leaves_it_alone() {
    let folder = Folder::new();
    let file = folder.file("openclaw.json", UNKNOWN_KEY);
    let answer = run_in(
        &folder.0,
        &["fix", "--openclaw", "2026.3.8", "openclaw.json"],
        "",
    );
    assert!(answer.status == 0 || answer.status == 1, "{}", answer.err);
    assert!(answer.out.contains("// mine"), "{}", answer.out);
    assert_eq!(fs::read_to_string(&file).ok().as_deref(), Some(UNKNOWN_KEY));
    assert_eq!(folder.names(), ["openclaw.json"]);
}

#[test]
fn fix_writes_nothing_where_nothing_is_to_be_corrected() {
    let folder = Folder::new();
    folder.file("openclaw.json", HEALTHY);
    let answer = run_in(
        &folder.0,
        &["fix", "--write", "--openclaw", "2026.3.8", "openclaw.json"],
        "",
    );
    assert_eq!(answer.status, 0, "{}", answer.err);
    assert_eq!(folder.names(), ["openclaw.json"]);
    assert_eq!(run(&["fix", "--write", "-"], HEALTHY).status, 2);
}

#[test]
fn redact_masks_and_keeps_everything_else() {
    let answer = run(&["redact"], &format!("token {KEY}\r\nend"));
    assert_eq!(
        (answer.status, answer.out.as_str()),
        (0, "token sk-kimi-…\r\nend")
    );
}

#[test]
fn lists_are_complete() {
    let releases = run(&["releases"], "");
    assert_eq!(releases.status, 0);
    assert!(
        releases
            .out
            .lines()
            .any(|line| line.starts_with("2026.3.8 "))
    );
    assert!(releases.out.lines().count() >= 91);
    let json: serde_json::Value =
        serde_json::from_str(&run(&["releases", "--json"], "").out).expect("it is JSON");
    assert_eq!(
        json.as_array().map(Vec::len),
        Some(releases.out.lines().count())
    );
    let rules = run(&["rules", "--json"], "");
    let json: serde_json::Value = serde_json::from_str(&rules.out).expect("it is JSON");
    assert!(json[0]["rule"].is_string());
}

#[test]
fn bad_input_gets_one_sentence_and_status_2() {
    let folder = Folder::new();
    folder.file("empty.json", "");
    folder.file("blank.json", "\u{feff} \n");
    folder.file("binary.json", [0x7b, 0xff, 0xfe, 0x00]);
    let folder_name = "inside";
    fs::create_dir(folder.0.join(folder_name)).expect("the folder is writable");
    for command in ["diagnose", "redact", "fix"] {
        for (name, says) in [
            ("empty.json", "is empty"),
            ("blank.json", "is empty"),
            ("binary.json", "byte 1"),
            ("nowhere.json", "does not exist"),
            (folder_name, "is a folder"),
        ] {
            let answer = run_in(&folder.0, &[command, name], "");
            assert_eq!(answer.status, 2, "{command} {name}");
            assert!(
                answer.err.contains(says) && answer.err.lines().count() == 1,
                "{command} {name}: {}",
                answer.err
            );
            assert_eq!(answer.out, "");
        }
    }
}

#[test]
fn the_language_is_that_of_everything_printed() {
    let has_chinese = |text: &str| text.contains('。') || text.contains('：');
    let report = run(
        &["diagnose", "--lang", "zh-CN", "--openclaw", "2026.3.8"],
        UNKNOWN_KEY,
    );
    assert!(report.out.contains("不认识键"), "{}", report.out);
    assert!(report.out.contains("nope"), "quoted lines stay");
    let page = run(&["explain", "unknown-key", "--lang=zh-CN"], "");
    assert!(page.out.contains("## 怎么办"), "{}", page.out);
    let help = run(&["diagnose", "--help", "--lang", "zh-CN"], "");
    assert!(help.out.contains("用法："), "{}", help.out);
    let wrong = run(&["explain", "nowhere", "--lang", "zh-CN"], "");
    assert_eq!(wrong.status, 2);
    assert!(has_chinese(&wrong.err), "{}", wrong.err);
    let unknown = run(&["explain", "unknown-key", "--lang", "xx"], "");
    assert_eq!(unknown.status, 2);
    assert!(unknown.err.contains("zh-CN"), "{}", unknown.err);
    let english = run(&["explain", "unknown-key"], "");
    assert!(!has_chinese(&english.out), "{}", english.out);
}

#[test]
fn wrong_usage_is_told_with_the_nearest_word() {
    for (words, says) in [
        (vec!["diagnos"], "`diagnose`"),
        (vec!["diagnose", "--jsn"], "`--json`"),
        (vec!["diagnose", "--json", "--sarif"], "exclude"),
        (vec!["diagnose", "--openclaw"], "VERSION"),
        (vec!["diagnose", "--openclaw", "newest"], "2026.3.8"),
        (vec!["diagnose", "--lang", "tlh"], "zh-CN"),
        (vec!["fix"], "FILE"),
        (vec!["fix", "a", "b"], "`b`"),
        (vec!["explain", "no-such-rule"], "clawlens rules"),
        (vec!["upgrade", "a"], "--from"),
        (vec!["completions", "tcsh"], "bash"),
        (vec![], "clawlens COMMAND"),
    ] {
        let answer = run(&words, "");
        assert_eq!(answer.status, 2, "{words:?}");
        assert!(answer.err.contains(says), "{words:?}: {}", answer.err);
    }
}

#[test]
fn every_command_has_help_completions_and_a_place_in_the_manual() {
    let overview = run(&["--help"], "");
    assert_eq!(overview.status, 0);
    assert!(run(&["--version"], "").out.starts_with("clawlens "));
    let scripts: Vec<String> = ["bash", "zsh", "fish", "powershell"]
        .iter()
        .map(|shell| run(&["completions", shell], "").out)
        .collect();
    let manual = run(&["man"], "").out;
    for command in [
        "diagnose",
        "validate",
        "fix",
        "upgrade",
        "redact",
        "releases",
        "rules",
        "explain",
        "completions",
        "man",
    ] {
        assert!(overview.out.contains(command));
        let help = run(&[command, "--help"], "");
        assert_eq!(help.status, 0);
        assert!(
            help.out.contains(&format!("clawlens {command}")),
            "{}",
            help.out
        );
        assert!(
            !help.out.contains("command."),
            "a sentence is missing: {}",
            help.out
        );
        assert!(
            scripts.iter().all(|script| script.contains(command)),
            "{command}"
        );
        assert!(manual.contains(&format!(".SS {command}")), "{command}");
    }
    assert!(!manual.contains("command."));
}

#[test]
fn shells_accept_their_completions() {
    let folder = Folder::new();
    for (shell, check) in [
        ("bash", vec!["-n"]),
        ("zsh", vec!["-n"]),
        ("fish", vec!["--no-execute"]),
    ] {
        let script = folder.file(shell, run(&["completions", shell], "").out);
        let checked = Command::new(shell).args(check).arg(&script).output();
        // A shell that is not installed has no opinion.
        if let Ok(output) = checked {
            assert!(
                output.status.success(),
                "{shell}: {}",
                String::from_utf8_lossy(&output.stderr)
            );
        }
    }
}

#[test]
fn files_from_windows_powershell_are_read() {
    let folder = Folder::new();
    let mut bytes = vec![0xff, 0xfe];
    bytes.extend(
        format!("token {KEY}\r\n")
            .encode_utf16()
            .flat_map(u16::to_le_bytes),
    );
    folder.file("out.txt", bytes);
    let answer = run_in(&folder.0, &["redact", "out.txt"], "");
    assert_eq!(answer.out, "token sk-kimi-…\r\n");
}
