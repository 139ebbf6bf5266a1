// Measured: Hearsay and wink-nlp on the same articles and the same core, in turns. Times are processor time, which other work on the machine hardly stretches.
// Corpus:   ../shared/data/load/open-4k.jsonl.gz, or the JSONL given ("text" on each line, gzipped or not)
// Run:      bench/wink/compare.sh [CORPUS [ARTICLES [ROUNDS]]]
// Compared by characters, because the two cut tokens differently: each side's seconds for the same text. The table gives the median of the rounds.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, '../..');
const [corpus = join(root, '../shared/data/load/open-4k.jsonl.gz'), articles = '400', rounds = '3'] = process.argv.slice(2);
if (!existsSync(corpus)) {
  console.error(`${corpus} is not there: name a JSONL file with "text" on each line`);
  process.exit(2);
}

const onOneCore = existsSync('/usr/bin/taskset') ? ['/usr/bin/taskset', '-c', '0'] : [];
function run(...command) {
  const [program, ...rest] = [...onOneCore, ...command];
  return JSON.parse(execFileSync(program, rest, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 1 << 26 }));
}

const seconds = new Map();
const median = values => values.toSorted((a, b) => a - b)[values.length >> 1];
let hearsay;
let wink;
for (let round = 0; round < Number(rounds); round++) {
  hearsay = run('dotnet', join(root, 'bench/Hearsay.Benchmarks/bin/Release/net10.0/Hearsay.Benchmarks.dll'), 'stages', resolve(corpus), articles);
  wink = run('node', join(here, 'measure.mjs'), resolve(corpus), articles);
  for (const [name, value] of [...Object.entries(hearsay.seconds), ...Object.entries(wink.seconds)]) {
    seconds.set(name, [...(seconds.get(name) ?? []), value]);
  }
}

if (hearsay.characters !== wink.characters) throw new Error(`not the same text: ${hearsay.characters} and ${wink.characters} characters`);
const base = median(seconds.get(Object.keys(wink.seconds)[0]));
console.log(`${wink.articles} articles, ${wink.characters} characters; ${hearsay.tokens} tokens (Hearsay), ${wink.tokens} (wink-nlp); median of ${rounds} rounds, one core, processor time`);
console.log(`${''.padEnd(48)}${'k tokens/s'.padStart(12)}${'k characters/s'.padStart(16)}${'against wink'.padStart(14)}`);
for (const [name, values] of seconds) {
  const time = median(values);
  const tokens = name.startsWith('wink') ? wink.tokens : hearsay.tokens;
  console.log(`${name.padEnd(48)}${(tokens / time / 1000).toFixed(1).padStart(12)}${(wink.characters / time / 1000).toFixed(0).padStart(16)}${(base / time).toFixed(2).padStart(13)}×`);
}
