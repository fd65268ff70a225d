// The modules that scripts/build.mjs makes.

declare module "clawlens:engine" {
  /** The worker's whole source, wasm included. Start it as a blob, so that it inherits the page's policy. */
  export const workerSource: string;
}

declare module "clawlens:core" {
  /** Unpacks and compiles the wasm, and answers what `src/wasm.rs` exports. */
  export function load(): Promise<Core>;

  /** What `src/wasm/glue.rs` exports. Each throws an `Error` for options that mean nothing. */
  export interface Core {
    /** The report on a paste, judged by `openclaw` or by the release that the paste proves. */
    diagnose(text: string, options?: { openclaw?: string | null; lang?: string }): import("./report.d.ts").Report;
    /** What `openclaw config validate --json` of that release prints; without one, of the newest. */
    validate(text: string, options?: { openclaw?: string | null }): Validation;
    /** The corrected config with every safe fix applied. */
    fix(text: string, options?: { openclaw?: string | null }): import("./report.d.ts").Corrected | null;
    /** The report as Markdown, every secret masked: for one chat message, or for an issue tracker. */
    markdown(text: string, options?: { openclaw?: string | null; lang?: string; form?: "chat" | "tracker" }): string;
    /** The text with every secret masked. */
    redact(text: string): string;
    /** Every release in the catalogue, oldest first. */
    releases(): { version: string; date: string }[];
    rules(): { rule: string }[];
    /** What becomes of a config on its way to another release. */
    upgrade(text: string, options: { from: string; to: string; drop?: boolean; lang?: string }): import("./report.d.ts").Preview;
    /** What is known of a config key in that release; without one, in the newest. */
    explain_key(path: string, options?: { openclaw?: string | null }): import("./report.d.ts").KeyPage;
  }

  export interface Validation {
    valid: boolean;
    path: string;
    issues?: { path: string; message: string; allowedValues?: string[] }[];
    warnings?: { path: string; message: string }[];
  }
}

declare module "clawlens:rules" {
  /** Language tag → its pages, a chunk of their own: rule → Markdown. */
  export const loaders: Record<string, () => Promise<{ default: Record<string, string> }>>;
}

declare module "*.txt" {
  const text: string;
  export default text;
}
