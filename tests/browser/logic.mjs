// Checks the parts of the workbench's front end that need no browser. usage: node --test logic.mjs      (needs `npm ci` in src/Hearsay.Workbench/web)
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

const web = join(dirname(fileURLToPath(import.meta.url)), "../../src/Hearsay.Workbench/web");
const { createServer } = await import(pathToFileURL(createRequire(join(web, "package.json")).resolve("vite")).href);
const server = await createServer({ root: web, logLevel: "error", server: { middlewareMode: true, watch: null, ws: false }, optimizeDeps: { noDiscovery: true } });
let query, text, diff, scale;
before(async () => {
  [query, text, diff, scale] = await Promise.all(["shell/query.ts", "claims/text.ts", "reader/diff.ts", "timeline/scale.ts"].map((path) => server.ssrLoadModule(`/src/${path}`)));
});
after(() => server.close());

test("a term goes into the query and out again", () => {
  const { toggle } = query;
  assert.equal(toggle("", "stance", "denies", false), "stance:denies");
  assert.equal(toggle("stance:denies", "stance", "denies", false), "");
  assert.equal(toggle("kell stance:denies after:2026", "stance", "denies", false), "kell after:2026");
  assert.equal(toggle("stance:denies", "stance", "admits", false), "stance:denies,admits", "alternatives of one field go into one term");
  assert.equal(toggle("stance:denies,admits", "stance", "denies", false), "stance:admits");
  assert.equal(toggle("", "outlet", "Coast Wire", true), '-outlet:"Coast Wire"');
  assert.equal(toggle('-outlet:"Coast Wire"', "outlet", "Coast Wire", true), "");
  assert.equal(toggle('-outlet:"Coast Wire"', "outlet", "Coast Wire", false), 'outlet:"Coast Wire"', "from without to only");
  assert.equal(toggle('"stance:denies" x', "stance", "denies", false), '"stance:denies" x stance:denies', "words in quotation marks are no term");
});

test("what a facet shows as chosen", () => {
  assert.equal(query.has('speaker:"Marta Kell"', "speaker", "marta kell"), "only");
  assert.equal(query.has("-stance:asserts", "stance", "asserts"), "without");
  assert.equal(query.has("stance:asserts", "speaker", "asserts"), "no");
  assert.equal(query.without('x stance:denies -stance:asks outlet:"a b"', "stance"), 'x -stance:asks outlet:"a b"');
});

test("code points and UTF-16", () => {
  const wide = new text.Positions("a😀b😀c");
  assert.deepEqual([0, 1, 2, 3, 4, 5].map((at) => wide.utf16(at)), [0, 1, 3, 4, 6, 7]);
  assert.deepEqual([0, 1, 3, 4, 6, 7].map((at) => wide.point(at)), [0, 1, 2, 3, 4, 5]);
  const narrow = new text.Positions("ábc");
  assert.equal(narrow.utf16(2), 2);
  assert.equal(narrow.point(3), 3);
});

test("intervals in words", () => {
  assert.deepEqual([[4, null], [null, 9], [2, 6], [3, 3], [null, null], [12000, null]].map(([min, max]) => text.interval(min, max)), ["at least 4", "up to 9", "2–6", "3", "not stated", "at least 12,000"]);
});

test("two revisions: what stays, goes and comes puts both together again", () => {
  const before = "One line.\n\nThe minister said on Sunday that four had come.\n\nLast.";
  const next = "One line.\n\nThe minister said on Monday that four had come.\n\nNew.\n\nLast.";
  const changes = diff.compare(before, next);
  const join = (kind) => changes.filter((change) => change.kind !== kind).map((change) => change.text).join("");
  assert.equal(join("new"), before);
  assert.equal(join("gone"), next);
  assert.deepEqual(changes.filter((change) => change.kind === "gone").map((change) => change.text.trim()), ["Sunday"]);
});

test("revisions of any kind come out whole", () => {
  // Seeded: the same texts each time.
  let seed = 42;
  const draw = (below) => (seed = (seed * 1103515245 + 12345) % 2147483648) % below;
  const words = ["a ", "b ", "c.\n", "d ", "e\n\n"];
  const make = () => Array.from({ length: draw(60) }, () => words[draw(words.length)]).join("");
  for (let turn = 0; turn < 300; turn++) {
    const [left, right] = [make(), make()];
    const changes = diff.compare(left, right);
    assert.equal(changes.filter((change) => change.kind !== "new").map((change) => change.text).join(""), left, `turn ${turn}`);
    assert.equal(changes.filter((change) => change.kind !== "gone").map((change) => change.text).join(""), right, `turn ${turn}`);
  }
});

test("ticks of the axis lie in it, in order, and not too dense", () => {
  for (const [from, to] of [["2026-05-02", "2026-05-09"], ["2026-01-01", "2026-06-30"], ["2019-03-01", "2026-06-30"], ["1890-01-01", "2026-06-30"]]) {
    const list = scale.ticks(scale.ms(from), scale.ms(to), 900);
    assert.ok(list.length >= 2 && list.length <= 14, `${from} to ${to}: ${list.length}`);
    list.forEach((tick, index) => assert.ok(tick.at >= scale.ms(from) && tick.at <= scale.ms(to) && (index === 0 || tick.at > list[index - 1].at)));
  }
});
