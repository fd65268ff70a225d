// Rust for this machine and for wasm32-unknown-unknown, found or provided.

import { existsSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { CACHE, Failed, Missing, ROOT, answer, contentHash, run, say, which } from "./run.mjs";
import { aptInstall, isDebian } from "./debian.mjs";

const TARGET = "wasm32-unknown-unknown";
const DEBIAN_PACKAGES = ["rustc-web", "cargo-web", "rust-web-src"];

/** Everything built for wasm32, apart from the host's builds: another compiler may make it. */
export const WASM_TARGET_DIR = "target/wasm";

/**
 * How to call cargo for wasm32. `smaller`: what makes the engine smaller where the standard library
 * is built along with it; it drops the words of panics and what `{:?}` prints, which the core never shows.
 *
 * @typedef {{ cargo: string, flags: string[], env: Record<string, string>, smaller?: { flags: string[], env: Record<string, string> } }} WasmCargo
 */

/** Makes sure that `cargo` runs. */
export async function hostRust() {
  if (answer("cargo", ["--version"]) !== null && answer("rustc", ["--version"]) !== null) return;
  if (await aptInstall(DEBIAN_PACKAGES)) return;
  throw new Missing("Rust is missing: install it with rustup (https://rustup.rs) and run this again.");
}

/**
 * Makes sure that cargo's own extra commands are there.
 *
 * @param {{ name: "fmt" | "clippy", component: string, debian: string }[]} commands
 */
export async function cargoCommands(commands) {
  for (const { name, component, debian } of commands) {
    if (answer("cargo", [name, "--version"]) !== null) continue;
    if (mayUseRustup() && answer("rustup", ["component", "add", component]) !== null) continue;
    if (await aptInstall([debian])) continue;
    throw new Missing(`cargo ${name} is missing: run "rustup component add ${component}" and try again.`);
  }
}

/**
 * Finds or provides a compiler for wasm32.
 *
 * @returns {Promise<WasmCargo>}
 */
export async function wasmCargo() {
  await hostRust();
  if (hasTarget()) return { cargo: "cargo", flags: [], env: {} };

  if (mayUseRustup()) {
    say(`Adding Rust's ${TARGET} target …`);
    if (answer("rustup", ["target", "add", TARGET]) !== null && hasTarget()) {
      return { cargo: "cargo", flags: [], env: {} };
    }
  }
  return await debianWasmCargo();
}

/** Debian ships no wasm32 library for its browser-grade Rust, but the sources to build one. */
async function debianWasmCargo() {
  const rustc = "/usr/bin/rustc";
  const ready = () =>
    existsSync(rustc) && existsSync(join(answer(rustc, ["--print", "sysroot"]) ?? "/", "lib/rustlib/src/rust/library/std"));
  if (!ready() && !((await aptInstall(DEBIAN_PACKAGES)) && ready())) {
    const how = isDebian()
      ? `as root "apt-get install ${DEBIAN_PACKAGES.join(" ")}"`
      : `"rustup target add ${TARGET}"`;
    throw new Missing(`Rust's ${TARGET} target is missing: run ${how} and try again.`);
  }
  return {
    cargo: existsSync("/usr/bin/cargo") ? "/usr/bin/cargo" : "cargo",
    flags: ["-Zbuild-std=std,panic_abort"],
    env: {
      RUSTC: rustc,
      // build-std is unstable; Debian's stable compiler accepts it only so.
      RUSTC_BOOTSTRAP: "1",
      CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER: await wasmLinker(rustc),
    },
    smaller: {
      flags: ["-Zbuild-std-features=optimize_for_size"],
      env: {
        CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS:
          "-Zlocation-detail=none -Zfmt-debug=none -Zunstable-options -Cpanic=immediate-abort",
      },
    },
  };
}

/**
 * Debian's Rust has no rust-lld of its own: rustup's does it, or an lld of the same LLVM.
 *
 * @param {string} rustc
 */
async function wasmLinker(rustc) {
  const lld = () => {
    const sysroot = answer("rustc", ["--print", "sysroot"]);
    const host = /host: (.*)/.exec(answer("rustc", ["-vV"]) ?? "")?.[1];
    const llvm = /LLVM version: (\d+)/.exec(answer(rustc, ["-vV"]) ?? "")?.[1];
    const found = sysroot && host && join(sysroot, "lib/rustlib", host, "bin/rust-lld");
    return { llvm, file: found && existsSync(found) ? found : which(`rust-lld`) ?? which(`wasm-ld-${llvm}`) };
  };
  const first = lld();
  if (first.file) return first.file;
  const name = `lld-${first.llvm}`;
  await aptInstall([name]);
  const second = lld().file ?? which("wasm-ld");
  if (second) return second;
  throw new Missing(`A linker for wasm is missing: run as root "apt-get install ${name}" and try again.`);
}

function hasTarget() {
  const folder = answer("rustc", ["--print", "target-libdir", "--target", TARGET]);
  return folder !== null && existsSync(folder) && readdirSync(folder).some((name) => name.startsWith("libstd-"));
}

/** Where RUSTUP_AUTO_INSTALL is 0, its owner wants nothing installed through rustup. */
function mayUseRustup() {
  return process.env.RUSTUP_AUTO_INSTALL !== "0" && which("rustup") !== null;
}

/**
 * Provides the tools of wasm-bindgen at exactly the version of the crate in Cargo.lock, as the two
 * must agree. Kept by version in {@link CACHE}.
 *
 * @returns {Promise<{ bindgen: string, testRunner: string }>}
 */
export async function wasmBindgen() {
  const version = lockedVersion("wasm-bindgen");
  if (answer("wasm-bindgen", ["--version"]) === `wasm-bindgen ${version}` && which("wasm-bindgen-test-runner")) {
    return { bindgen: "wasm-bindgen", testRunner: "wasm-bindgen-test-runner" };
  }
  const folder = join(CACHE, `wasm-bindgen-${version}`);
  const tools = {
    bindgen: join(folder, "bin/wasm-bindgen"),
    testRunner: join(folder, "bin/wasm-bindgen-test-runner"),
  };
  if (answer(tools.bindgen, ["--version"]) === `wasm-bindgen ${version}` && existsSync(tools.testRunner)) return tools;

  await hostRust();
  say(`Building wasm-bindgen ${version} once for this machine (about a minute) …`);
  // A debug build converts in 0.1 s and is built in half the time.
  // Its own --locked does not build at 0.2.130.
  const args = ["install", "--debug", "wasm-bindgen-cli", "--version", version, "--root", folder, "--force", "--quiet"];
  try {
    await run("cargo", args, {
      output: "hide",
      env: { CARGO_PROFILE_DEV_DEBUG: "0", CARGO_TARGET_DIR: join(folder, "build") },
    });
  } catch (error) {
    if (!(error instanceof Failed)) throw error;
    throw new Missing(`wasm-bindgen ${version} could not be built: run "cargo install wasm-bindgen-cli --version ${version}" and try again.`);
  }
  rmSync(join(folder, "build"), { recursive: true, force: true });
  return tools;
}

/**
 * The version of a crate in Cargo.lock.
 *
 * @param {string} crate
 */
function lockedVersion(crate) {
  const lock = readFileSync(join(ROOT, "Cargo.lock"), "utf8");
  const version = new RegExp(`name = "${crate}"\\nversion = "([^"]+)"`).exec(lock)?.[1];
  if (!version) throw new Missing(`Cargo.lock names no ${crate}: restore it from the repository.`);
  return version;
}

/**
 * Builds for wasm32 and says which files came out.
 *
 * @param {string[]} args of cargo, without target and target folder
 * @param {{ small?: boolean }} [options] `small`: for the page, not for tests
 * @returns {Promise<string[]>} the wasm files that cargo made or found fresh
 */
export async function buildWasm(args, { small = false } = {}) {
  const { cargo, flags, env, smaller } = await wasmCargo();
  const more = small && smaller ? smaller : { flags: [], env: {} };
  const output = await run(
    cargo,
    [args[0] ?? "build", ...flags, ...more.flags, "--target", TARGET, "--target-dir", WASM_TARGET_DIR, "--message-format", "json-render-diagnostics", ...args.slice(1)],
    { env: { ...env, ...more.env }, output: "stdout" },
  );
  const files = [];
  for (const line of output.split("\n")) {
    if (!line.startsWith("{")) continue;
    const message = JSON.parse(line);
    if (message.reason !== "compiler-artifact" || message.manifest_path !== join(ROOT, "Cargo.toml")) continue;
    files.push(...message.filenames.filter((/** @type {string} */ name) => name.endsWith(".wasm")));
    if (message.executable?.endsWith(".wasm")) files.push(message.executable);
  }
  return [...new Set(files)];
}

/** What decides how the wasm is built, for stamps. */
export function rustVersionHash() {
  return contentHash([], [answer("rustc", ["-vV"]) ?? "", answer("/usr/bin/rustc", ["-vV"]) ?? ""]);
}
