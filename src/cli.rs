//! What the outputs in a paste say: one parser per command, plain data, no interpretation.
//!
//! Invariants: every value comes with its place in the original paste; a line that a parser does not
//! know stays in the `unknown` of its output; masked keys are kept as printed; nothing here decides
//! what is wrong. Several outputs of one kind are several values, in the order of the paste.

pub mod audit;
pub mod channels;
pub mod config_check;
pub mod doctor;
pub mod errors;
pub mod files;
pub mod gateway_status;
pub mod install;
pub mod lists;
pub mod log;
pub mod models_status;
pub mod probe;
mod source;
pub mod status;
pub mod table;
pub mod version;

pub use audit::SecurityAudit;
pub use channels::Channels;
pub use config_check::ConfigCheck;
pub use doctor::Doctor;
pub use errors::{ErrorKind, ErrorLine};
pub use files::{AuthProfiles, EnvFile, Listing, UnitFile};
pub use gateway_status::GatewayStatus;
pub use install::{Action, ConfigValue, Install};
pub use lists::{CronList, DevicesList, Facts, ModelsList, PluginsList};
pub use log::{Level, Log, LogEntry};
pub use models_status::ModelsStatus;
pub use probe::GatewayProbe;
pub use status::Status;
pub use version::{EchoedCommand, VersionSeen};

use crate::intake::{ArtifactKind, Paste};
use crate::sorted;
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
    /// `models list`.
    pub models_lists: Vec<ModelsList>,
    /// `gateway status`.
    pub gateway_status: Vec<GatewayStatus>,
    /// `gateway probe`.
    pub gateway_probes: Vec<GatewayProbe>,
    /// `status` and `status --all`.
    pub status: Vec<Status>,
    /// `doctor`, and boxes that other commands print.
    pub doctors: Vec<Doctor>,
    /// What says that a config is valid or not.
    pub config_checks: Vec<ConfigCheck>,
    /// Single values that `config get` printed.
    pub config_values: Vec<ConfigValue>,
    /// What writing commands answered.
    pub actions: Vec<Action>,
    /// `channels status`.
    pub channels_status: Vec<Channels>,
    /// `channels list`.
    pub channels_lists: Vec<Channels>,
    /// `plugins list`.
    pub plugins_lists: Vec<PluginsList>,
    /// `security audit`.
    pub security_audits: Vec<SecurityAudit>,
    /// `memory status`.
    pub memory_status: Vec<Facts>,
    /// `health`.
    pub health: Vec<Facts>,
    /// `cron list`.
    pub cron_lists: Vec<CronList>,
    /// `devices list`.
    pub devices_lists: Vec<DevicesList>,
    /// `agents list`.
    pub agents_lists: Vec<Facts>,
    /// `nodes status`, `sessions`, `skills check`.
    pub others: Vec<Facts>,
    /// Log lines, one value per stretch.
    pub logs: Vec<Log>,
    /// `auth-profiles.json`.
    pub auth_profiles: Vec<AuthProfiles>,
    /// `.env` files and `export` lines.
    pub env_files: Vec<EnvFile>,
    /// Listings of folders.
    pub listings: Vec<Listing>,
    /// Unit files.
    pub units: Vec<UnitFile>,
    /// npm, Node and shell errors.
    pub installs: Vec<Install>,
    /// Error sentences wherever they stand, in the order of the paste.
    pub errors: Vec<ErrorLine>,
    /// Lines inside a recognised output that its parser did not know.
    pub unknown: Vec<Seen<String>>,
}

/// Reads the outputs in `paste`.
pub fn read(paste: &Paste<'_>) -> Outputs {
    use ArtifactKind::*;
    let mut out = Outputs::default();
    for artifact in &paste.artifacts {
        let source = Source::new(paste, artifact);
        match artifact.kind {
            Version => out.versions.extend(version::banner(&source)),
            Command => out.commands.extend(version::command(&source)),
            ModelsStatus => out.models_status.push(models_status::read(&source)),
            ModelsList => out.models_lists.push(lists::models(&source)),
            GatewayStatus => out.gateway_status.push(gateway_status::read(&source)),
            GatewayProbe => out.gateway_probes.push(probe::read(&source)),
            Status | StatusAll => out.status.push(status::read(&source)),
            Doctor | DoctorLint => out.doctors.push(doctor::read(&source)),
            ConfigValue => out.config_values.extend(install::value(&source)),
            Action => out.actions.push(install::action(&source)),
            ChannelsStatus => out.channels_status.push(channels::read(&source)),
            ChannelsList => out.channels_lists.push(channels::read(&source)),
            PluginsList => out.plugins_lists.push(lists::plugins(&source)),
            SecurityAudit => out.security_audits.push(audit::read(&source)),
            MemoryStatus => out.memory_status.push(lists::facts(&source)),
            Health => out.health.push(lists::facts(&source)),
            CronList => out.cron_lists.push(lists::cron(&source)),
            DevicesList => out.devices_lists.push(lists::devices(&source)),
            AgentsList => out.agents_lists.push(lists::facts(&source)),
            NodesStatus | Sessions | SkillsCheck => out.others.push(lists::facts(&source)),
            Log => out.logs.push(log::read(&source)),
            AuthProfiles => out.auth_profiles.push(files::auth_profiles(&source)),
            Env => out.env_files.push(files::env(&source)),
            Listing => out.listings.push(files::listing(&source)),
            Unit => out.units.push(files::unit(&source)),
            Install => out.installs.push(install::install(&source)),
            Config | ModelsJson | ConfigCheck | Errors | OtherJson | Prose | Unknown => {}
        }
        out.config_checks.extend(config_check::read(&source));
    }
    version::told(paste, &mut out);
    version::named_elsewhere(&mut out);
    errors::collect(paste, &mut out);
    out.unknown = unknown(&out);
    out
}

/// The lines that no parser knew, in the order of the paste.
fn unknown(out: &Outputs) -> Vec<Seen<String>> {
    let mut lines: Vec<Seen<String>> = Vec::new();
    macro_rules! gather {
        ($($field:ident),*) => {
            $( for output in &out.$field { lines.extend(output.unknown.iter().cloned()); } )*
        };
    }
    gather!(
        models_status,
        models_lists,
        gateway_status,
        gateway_probes,
        status,
        doctors,
        config_checks,
        channels_status,
        channels_lists,
        plugins_lists,
        security_audits,
        cron_lists,
        devices_lists,
        logs,
        env_files,
        listings
    );
    sorted::by_key(&mut lines, |line| line.span);
    lines
}
