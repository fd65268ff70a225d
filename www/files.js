/**
 * Files that were dropped or picked, as one paste.
 *
 * Each is announced by a line `==> name <==`, as `head` prints it; the core reads those as file names.
 */

/** The core reads no more than this. */
export const LARGEST = 8 * 1024 * 1024;

/**
 * @typedef {object} Trouble a file that could not be taken as it is
 * @property {"files.binary" | "files.encoding" | "files.folder" | "files.large" | "files.picture" | "files.unreadable"} key
 * @property {Record<string, string>} values
 */

/**
 * What was dropped: files, and the names of folders, whose own entries no page may read as files.
 *
 * @param {DataTransfer | null} transfer
 * @returns {{ files: File[], folders: string[] }}
 */
export function dropped(transfer) {
  const folders = [...(transfer?.items ?? [])]
    .map((item) => item.webkitGetAsEntry?.())
    .filter((entry) => entry?.isDirectory)
    .map((entry) => entry?.name ?? "");
  const files = [...(transfer?.files ?? [])].filter(({ name }) => !folders.includes(name));
  return { files, folders };
}

/**
 * @param {readonly File[]} files
 * @param {readonly string[]} [folders]
 * @returns {Promise<{ text: string, troubles: Trouble[] }>} the text is empty where no file could be read
 */
export async function read(files, folders = []) {
  /** @type {{ name: string, text: string }[]} */
  const parts = [];
  /** @type {Trouble[]} */
  const troubles = folders.map((name) => ({ key: "files.folder", values: { name } }));
  let size = 0;
  for (const file of files) {
    const { name } = file;
    if (file.type.startsWith("image/")) {
      troubles.push({ key: "files.picture", values: { name } });
      continue;
    }
    if (size + file.size > LARGEST) {
      troubles.push({ key: "files.large", values: { name, size: (file.size / 1024 / 1024).toFixed(1) } });
      continue;
    }
    let bytes;
    try {
      bytes = new Uint8Array(await file.arrayBuffer());
    } catch {
      // A folder that was not told apart cannot be read, and says so only here.
      troubles.push({ key: file.type === "" && file.size % 4096 === 0 ? "files.folder" : "files.unreadable", values: { name } });
      continue;
    }
    const decoded = decode(bytes);
    if (!decoded) {
      troubles.push({ key: "files.binary", values: { name } });
      continue;
    }
    if (decoded.guessed) troubles.push({ key: "files.encoding", values: { name, encoding: decoded.encoding } });
    size += file.size;
    parts.push({ name, text: decoded.text });
  }
  return { text: join(parts), troubles };
}

/**
 * @param {readonly { name: string, text: string }[]} parts
 */
export function join(parts) {
  return parts.map(({ name, text }) => `==> ${name} <==\n${text.endsWith("\n") ? text : text + "\n"}`).join("\n");
}

/**
 * @typedef {object} Decoded
 * @property {string} text
 * @property {string} encoding
 * @property {boolean} guessed whether the bytes do not prove the encoding
 */

/**
 * Text from bytes: UTF-8; UTF-16 with its mark, as Windows PowerShell writes it, or without one;
 * otherwise GB 18030 where the bytes are valid in it, and Windows-1252 last.
 *
 * @param {Uint8Array} bytes
 * @returns {Decoded | null} null where it is no text
 */
export function decode(bytes) {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decoded(bytes, "utf-16le", false);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decoded(bytes, "utf-16be", false);
  if (bytes.includes(0)) return zeroEverySecond(bytes) ? decoded(bytes, "utf-16le", true) : null;
  for (const encoding of ["utf-8", "gb18030"]) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      return controls(text) ? null : { text, encoding: encoding.toUpperCase(), guessed: encoding !== "utf-8" };
    } catch {
      // Not valid in this encoding, or the encoding is not there: the next one.
    }
  }
  return decoded(bytes, "windows-1252", true);
}

/**
 * @param {Uint8Array} bytes
 * @param {string} encoding
 * @param {boolean} guessed
 * @returns {Decoded | null}
 */
function decoded(bytes, encoding, guessed) {
  const text = new TextDecoder(encoding).decode(bytes);
  return controls(text) ? null : { text, encoding: encoding.toUpperCase(), guessed };
}

/** @param {Uint8Array} bytes */
function zeroEverySecond(bytes) {
  const seen = bytes.subarray(0, 512);
  let zeros = 0;
  for (let i = 1; i < seen.length; i += 2) if (seen[i] === 0) zeros++;
  return zeros > seen.length / 4;
}

/**
 * Whether there are more control characters than terminal output has.
 *
 * @param {string} text
 */
function controls(text) {
  const seen = text.slice(0, 4096);
  let found = 0;
  for (let i = 0; i < seen.length; i++) {
    const code = seen.charCodeAt(i);
    if (code < 32 && code !== 9 && code !== 10 && code !== 13 && code !== 27 && code !== 8) found++;
  }
  return found > seen.length / 100;
}
