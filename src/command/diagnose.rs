//! `clawlens diagnose`: the report on one or several texts taken together.

use std::io::IsTerminal;

use super::arguments::Arguments;
use super::{CLEAN, FOUND, Failure, files, list, print, spoken};
use clawlens::diagnose::{Options, diagnose};
use clawlens::render::Source;
use clawlens::render::sarif::{first_line, sarif, uri};
use clawlens::render::text::Colour;
use clawlens::render::{markdown, text as terminal};
use clawlens::report::Report;
use clawlens::text;
use clawlens::version::Version;

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let form = arguments.one_of(&["text", "json", "markdown", "tracker", "sarif"])?;
    let options = options(arguments)?;
    let inputs = files::read_all(&arguments.operands)?;
    let (paste, sources) = join(&inputs);
    let report = diagnose(&paste, &options);
    print(&match form {
        Some("json") => json(&report, arguments.has("pretty")),
        Some("markdown") => markdown::chat(&report, options.lang),
        Some("tracker") => markdown::tracker(&report, options.lang),
        Some("sarif") => {
            let title = |rule: &str| list::page(rule).map(list::title).unwrap_or("").to_owned();
            format!("{:#}\n", sarif(&report, &sources, &title))
        }
        _ => terminal::text(&report, &sources, options.lang, colour()),
    });
    let errors = report
        .findings
        .iter()
        .any(|finding| finding.severity == "error");
    Ok(if errors { FOUND } else { CLEAN })
}

/// The release and language asked for.
pub fn options(arguments: &Arguments) -> Result<Options, Failure> {
    let mut options = Options {
        lang: spoken(),
        ..Options::default()
    };
    if let Some(version) = arguments.value("openclaw") {
        let read = Version::parse(version);
        options.openclaw =
            Some(read.ok_or_else(|| text!("command.version.unreadable", version = version))?);
    }
    Ok(options)
}

/// Several texts as one paste, each under its name as `head` prints it; and where each begins.
fn join(inputs: &[files::Input]) -> (String, Vec<Source>) {
    let mut paste = String::new();
    let mut sources = Vec::new();
    for input in inputs {
        if inputs.len() > 1 {
            if !paste.is_empty() && !paste.ends_with('\n') {
                paste.push('\n');
            }
            paste.push_str(&format!("==> {} <==\n", input.name));
        }
        sources.push(Source {
            name: input.name.clone(),
            uri: if input.name == "-" {
                "stdin".to_owned()
            } else {
                uri(&input.name)
            },
            first_line: first_line(&paste, paste.len()),
        });
        paste.push_str(&input.text);
    }
    (paste, sources)
}

fn json(report: &Report, pretty: bool) -> String {
    let text = if pretty {
        serde_json::to_string_pretty(report)
    } else {
        serde_json::to_string(report)
    };
    format!("{}\n", text.unwrap_or_default())
}

/// Colour for people at a terminal who did not refuse it.
fn colour() -> Colour {
    let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
        || std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    if std::io::stdout().is_terminal() && !refused {
        Colour::On
    } else {
        Colour::Off
    }
}
