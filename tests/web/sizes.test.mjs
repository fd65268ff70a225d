// The page stays as small as it was.

import assert from "node:assert/strict";
import { test } from "node:test";
import { GROWTH, measured, recorded, route } from "../../scripts/sizes.mjs";

test("no size has grown by more than a twentieth since it was recorded", async () => {
  const before = recorded(await route());
  const grown = Object.entries(measured())
    .filter(([what, size]) => size > (before[what] ?? Infinity) * (1 + GROWTH))
    .map(([what, size]) => `${what}: ${size} bytes, recorded ${before[what]}`);
  assert.deepEqual(grown, [], "smaller, or recorded by `node scripts/sizes.mjs --write` with the reason in the commit");
});
