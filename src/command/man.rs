//! `clawlens man`: the manual page in roff, from the table.

use super::help::{about, usage};
use super::say;
use super::table::COMMANDS;
use clawlens::text;

/// The page, for section 1.
pub fn page() -> String {
    let mut page = format!(
        ".TH CLAWLENS 1 \"\" \"clawlens {}\" \"User Commands\"\n",
        env!("CARGO_PKG_VERSION")
    );
    let named = say(&text!("command.about"));
    let named = named.strip_prefix("clawlens: ").unwrap_or(&named);
    page.push_str(&format!(".SH NAME\nclawlens \\- {}\n", roff(named)));
    page.push_str(".SH SYNOPSIS\n");
    for command in COMMANDS {
        page.push_str(&format!(".B {}\n.br\n", roff(&usage(command))));
    }
    page.push_str(".SH COMMANDS\n");
    for command in COMMANDS {
        page.push_str(&format!(
            ".SS {}\n{}.\n",
            roff(command.name),
            roff(&about(command.about))
        ));
        for option in command.options {
            page.push_str(&format!(
                ".TP\n.B {}\n{}.\n",
                roff(&option.shown()),
                roff(&about(option.about))
            ));
        }
    }
    page.push_str(&format!(
        ".SH EXIT STATUS\n{}\n",
        roff(&say(&text!("command.status")))
    ));
    page
}

/// Text for roff: hyphens are minus signs, a leading dot or quote is no request.
fn roff(text: &str) -> String {
    let text = text
        .replace('\\', "\\e")
        .replace('-', "\\-")
        .replace('…', "...");
    let text = text.replace('`', "");
    if text.starts_with(['.', '\'']) {
        format!("\\&{text}")
    } else {
        text
    }
}
