//! Rules of the layer channel: whether messages come and go in the chats.

mod channel_reconnects;
mod chat_silent;
mod discord_intents_missing;
mod discord_token_rejected;
mod dm_not_paired;
mod feishu_not_connected;
mod group_not_listed;
mod group_policy_blocks;
mod mention_required;
mod slack_scope_missing;
mod slack_token_rejected;
mod telegram_poll_conflict;
mod telegram_privacy_mode;
mod telegram_sender_by_name;
mod telegram_token_rejected;
mod whatsapp_not_connected;

use super::Rule;

/// In the order in which a helper would ask.
pub(super) static RULES: &[&Rule] = &[
    &dm_not_paired::RULE,
    &group_policy_blocks::RULE,
    &group_not_listed::RULE,
    &mention_required::RULE,
    &telegram_sender_by_name::RULE,
    &telegram_token_rejected::RULE,
    &telegram_poll_conflict::RULE,
    &telegram_privacy_mode::RULE,
    &discord_token_rejected::RULE,
    &discord_intents_missing::RULE,
    &slack_token_rejected::RULE,
    &slack_scope_missing::RULE,
    &whatsapp_not_connected::RULE,
    &feishu_not_connected::RULE,
    &channel_reconnects::RULE,
    &chat_silent::RULE,
];
