//! What the outputs in a paste say: one parser per command, plain data, no interpretation.
//!
//! Invariants: every value comes with its place in the original paste; a line that a parser does not
//! know stays in the `unknown` of its output; masked keys are kept as printed; nothing here decides
//! what is wrong. Several outputs of one kind are several values, in the order of the paste.

pub mod config_check;
pub mod errors;
pub mod gateway_status;
pub mod log;
pub mod models_status;
mod source;
pub mod version;

pub use config_check::ConfigCheck;
pub use errors::{ErrorKind, ErrorLine};
pub use gateway_status::GatewayStatus;
pub use log::{Level, Log, LogEntry};
pub use models_status::ModelsStatus;
pub use version::{EchoedCommand, VersionSeen};

use crate::intake::{ArtifactKind, Paste};
use crate::span::Seen;
use source::Source;

/// Everything that was read from the outputs of one paste.
#[derive(Clone, Debug, Default)]
pub struct Outputs {
    /// Versions that a banner, `--version` or an output names.
    pub versions: Vec<VersionSeen>,
    /// Commands as typed.
    pub commands: Vec<EchoedCommand>,
    /// `models status`.
    pub models_status: Vec<ModelsStatus>,
    /// `gateway status`.
    pub gateway_status: Vec<GatewayStatus>,
    /// What says that a config is valid or not.
    pub config_checks: Vec<ConfigCheck>,
    /// Log lines, one value per stretch.
    pub logs: Vec<Log>,
    /// Error sentences wherever they stand, in the order of the paste.
    pub errors: Vec<ErrorLine>,
    /// Lines inside a recognised output that its parser did not know.
    pub unknown: Vec<Seen<String>>,
}

/// Reads the outputs in `paste`.
pub fn read(paste: &Paste<'_>) -> Outputs {
    use ArtifactKind::*;
    let mut outputs = Outputs::default();
    for artifact in &paste.artifacts {
        let source = Source::new(paste, artifact);
        match artifact.kind {
            Version => outputs.versions.extend(version::banner(&source)),
            Command => outputs.commands.extend(version::command(&source)),
            ModelsStatus => outputs.models_status.push(models_status::read(&source)),
            GatewayStatus => outputs.gateway_status.push(gateway_status::read(&source)),
            Log => outputs.logs.push(log::read(&source)),
            _ => {}
        }
        outputs.config_checks.extend(config_check::read(&source));
    }
    version::named_elsewhere(&mut outputs);
    errors::collect(paste, &mut outputs);
    outputs.unknown = outputs
        .models_status
        .iter()
        .flat_map(|output| &output.unknown)
        .chain(
            outputs
                .gateway_status
                .iter()
                .flat_map(|output| &output.unknown),
        )
        .chain(
            outputs
                .config_checks
                .iter()
                .flat_map(|output| &output.unknown),
        )
        .chain(outputs.logs.iter().flat_map(|output| &output.unknown))
        .cloned()
        .collect();
    outputs.unknown.sort_by_key(|line| line.span);
    outputs
}
