// The modules that scripts/build.mjs makes.

declare module "clawlens:engine" {
  /** The worker's whole source, wasm included. Start it as a blob, so that it inherits the page's policy. */
  export const workerSource: string;
}

declare module "clawlens:core" {
  /** Unpacks and compiles the wasm, and answers what `src/wasm.rs` exports. */
  export function load(): Promise<Core>;

  export interface Core {
    diagnose(text: string, options?: { openclaw?: string }): unknown;
  }
}

declare module "*.txt" {
  const text: string;
  export default text;
}
