/**
 * What the core answers (`report: 1`), as the page reads it.
 *
 * Offsets are UTF-16 code units into the paste; lines and columns count from 1.
 */
export interface Report {
  report: 1;
  openclaw: {
    version: string | null;
    in_catalogue: boolean;
    judged_as: string;
    evidence: Evidence[];
  };
  verdict: { level: Level; sentence: string };
  artifacts: Artifact[];
  findings: Finding[];
  plan: Step[];
  corrected: Corrected | null;
  missing: Missing[];
  redacted: string;
  /** Ranges of the paste that hold a secret; sorted and disjoint. */
  secrets: Secret[];
}

export type Level = "broken" | "degraded" | "risky" | "clean" | "unclear";
export type Severity = "error" | "warning" | "info";
export type Certainty = "certain" | "likely" | "possible";
export type Applicability = "safe" | "unsafe" | "placeholder";

export interface Artifact {
  id: number;
  kind: string;
  start: number;
  end: number;
  label: string;
}

export interface Place {
  artifact: number;
  start: number;
  end: number;
  line: number;
  column: number;
}

export type Evidence = Quote | Fact | Absent;

export interface Quote extends Place {
  kind: "quote";
  text: string;
  note?: string | null;
}

export interface Fact {
  kind: "fact";
  id?: string;
  source?: string | null;
  note?: string | null;
}

export interface Absent {
  kind: "absent";
  path: string;
  note?: string | null;
}

export interface Finding {
  rule: string;
  severity: Severity;
  certainty: Certainty;
  message: string;
  path: string | null;
  where: Place | null;
  evidence: Evidence[];
  explains: number[];
  fix: Fix | null;
  commands: Command[];
  docs: string | null;
}

export interface Fix {
  title: string;
  applicability: Applicability;
  why: string;
  changes: Change[];
  edits: Edit[];
}

export interface Change {
  op: "set" | "remove" | "rename" | "insert" | "move";
  path: string;
  value?: unknown;
  to?: string;
}

export interface Edit {
  start: number;
  end: number;
  text: string;
}

export interface Command {
  run: string;
  purpose: string;
  shell: "any" | "posix" | "powershell";
  destructive: boolean;
}

export interface Step {
  title: string;
  why: string;
  fixes: number[];
  commands: Command[];
  expect: string;
  if_not: string;
  /** Where the paste proves the step done. */
  done?: Place;
}

export interface Corrected {
  text: string;
  /** The same with every secret masked and the same lines: for everything that shows or exports it. */
  masked: string;
  applied: number[];
  left: number[];
  verified: { parses: boolean; valid: boolean; release: string; remaining: string[] };
  artifact: number;
  /** The part of the paste that it replaces. */
  start: number;
  end: number;
  /** The name to save it under. */
  file: string;
}

export interface Missing {
  command: string;
  why: string;
}

export interface Secret {
  start: number;
  end: number;
  /** What stands for it; as many lines as the secret. */
  mask: string;
}

/** What is known of a config key (`src/explore.rs`). */
export interface KeyPage {
  path: string;
  release: string;
  standing: "declared" | "free" | "unknown";
  types: string[];
  values: Known[];
  minimum: number | null;
  maximum: number | null;
  default: string | null;
  secret: boolean;
  known: Stretch[];
  keys: Known[];
  moved: { to: string; source: string } | null;
  near: string | null;
  elsewhere: string[];
}

/** Releases, both included; `until` is null where the newest is among them. */
export interface Stretch {
  since: string;
  until: string | null;
}

/** A key, or a value as JSON. */
export interface Known {
  name: string;
  here: boolean;
  known: Stretch[];
}

/** What another release makes of a config (`src/upgrade`); all but `text` is masked. */
export interface Preview {
  upgrade: 1;
  from: string;
  to: string;
  parses: boolean;
  accepted_before: boolean;
  accepted: boolean;
  newest_accepting: string | null;
  /** The migrated file, with the reader's own secrets. */
  text: string;
  diff: string;
  changed: UpgradeItem[];
  lost: UpgradeItem[];
  remaining: string[];
  silent: UpgradeNote[];
  plugins: { id: string; package: string; because: string; run: string }[];
  node: UpgradeNote | null;
  steps: { title: string; run: string[] }[];
}

export interface UpgradeItem {
  kind: string;
  path: string;
  to: string | null;
  old: string | null;
  new: string | null;
  message: string;
  left_out: boolean;
  source: string;
}

export interface UpgradeNote {
  message: string;
  source: string;
}
