/**
 * The releases that the catalogue knows, and the schema of each as the catalogue holds it.
 */
import { documentOf, known } from "../catalogue/files.mjs";

/** Every release, oldest first. @type {string[]} */
export const RELEASES = known();

/** @param {string} release @returns {import("./corpus.mjs").ReleaseSchema} */
export const releaseSchema = (release) => /** @type {any} */ (documentOf(release).document);
