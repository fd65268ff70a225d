/**
 * Real answers beside ours: how often they agree, and every difference grouped by its kind.
 */

/**
 * @typedef {import("./real.mjs").Config} Config
 * @typedef {import("./real.mjs").Answer} Answer
 * @typedef {import("./real.mjs").Issue} Issue
 * @typedef {{ kind: string, count: number, config: Config, real: Answer, ours: Answer, detail: string }} Group
 * @typedef {{ configs: number, verdicts: number, lists: number, warningLists: number, issuesSame: number, issuesAll: number, warningsSame: number, warningsAll: number, groups: Group[] }} Comparison
 */

/** @param {Issue} issue */
const line = (issue) => `${issue.path}: ${issue.message}`;

/** The kind of an issue: what stays when names, numbers and quoted parts are taken out. @param {Issue} issue */
function kindOf(issue) {
  const place = issue.path.split(".").slice(0, 3).map((segment) => (/^\d+$/.test(segment) ? "#" : segment)).join(".");
  const message = issue.message.split("\n")[0]?.replace(/"[^"]*"/g, '"…"').replace(/("…")([,|] ?"…")+/g, "$1…").replace(/\d+/g, "#").slice(0, 150);
  return `${place} | ${message}`;
}

/** Items of `left` that `right` has not, counting repeats. @param {Issue[]} left @param {Issue[]} right */
function without(left, right) {
  const counts = new Map();
  for (const issue of right) counts.set(line(issue), (counts.get(line(issue)) ?? 0) + 1);
  return left.filter((issue) => {
    const count = counts.get(line(issue)) ?? 0;
    counts.set(line(issue), count - 1);
    return count <= 0;
  });
}

/**
 * @param {Config[]} configs
 * @param {(config: Config) => Answer} realOf
 * @param {(config: Config) => Answer} oursOf
 * @returns {Comparison}
 */
export function compare(configs, realOf, oursOf) {
  /** @type {Map<string, Group>} */
  const groups = new Map();
  // A config on which the real command itself throws has no answer to compare with; it is only named.
  const answered = configs.filter((config) => !realOf(config).crash);
  const result = { configs: answered.length, verdicts: 0, lists: 0, warningLists: 0, issuesSame: 0, issuesAll: 0, warningsSame: 0, warningsAll: 0, groups: /** @type {Group[]} */ ([]) };
  for (const config of configs) {
    const real = realOf(config);
    const ours = oursOf(config);
    const note = (/** @type {string} */ kind, /** @type {string} */ detail) => {
      const group = groups.get(kind);
      if (!group) groups.set(kind, { kind, count: 1, config, real, ours, detail });
      else {
        group.count += 1;
        if (config.text.length < group.config.text.length) Object.assign(group, { config, real, ours, detail });
      }
    };
    const sides = /** @type {const} */ ([["issue", real.issues, ours.issues], ["warning", real.warnings, ours.warnings]]);
    if (ours.crash) note("OURS CRASHED", ours.crash);
    if (real.crash) {
      note("REAL CRASHED", real.crash);
      continue;
    }
    if (real.valid === ours.valid) result.verdicts += 1;
    for (const [what, theirs, mine] of sides) {
      const missing = without(theirs, mine);
      const extra = without(mine, theirs);
      const same = theirs.length - missing.length;
      const all = theirs.length + extra.length;
      const identical = theirs.length === mine.length && theirs.every((issue, index) => line(issue) === line(/** @type {Issue} */ (mine[index])));
      if (what === "issue") {
        result.issuesSame += same;
        result.issuesAll += all;
        if (identical) result.lists += 1;
      } else {
        result.warningsSame += same;
        result.warningsAll += all;
        if (identical) result.warningLists += 1;
      }
      for (const issue of missing) note(`missing ${what}: ${kindOf(issue)}`, line(issue));
      for (const issue of extra) note(`extra ${what}: ${kindOf(issue)}`, line(issue));
      if (!identical && missing.length === 0 && extra.length === 0) note(`order of ${what}s`, theirs.map(line).join(" ¦ "));
    }
  }
  result.groups = [...groups.values()].sort((a, b) => b.count - a.count || (a.kind < b.kind ? -1 : 1));
  return result;
}

/** @param {number} part @param {number} all */
export const percent = (part, all) => (all === 0 ? "–" : `${(Math.floor((part / all) * 10000) / 100).toFixed(2)} %`);
