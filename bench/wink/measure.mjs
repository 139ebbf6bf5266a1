// Measured: seconds of processor time of wink-nlp (tokens, sentences, parts of speech; nothing else), after a warm-up.
// Run:      node measure.mjs CORPUS.jsonl[.gz] ARTICLES        prints one line of JSON: articles, tokens, characters, seconds
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import winkNLP from 'wink-nlp';
import model from 'wink-eng-lite-web-model';

const [path, articles] = process.argv.slice(2);
const packed = readFileSync(path);
const texts = (path.endsWith('.gz') ? gunzipSync(packed) : packed).toString('utf8').split('\n').filter(Boolean).slice(0, Number(articles)).map(line => JSON.parse(line).text);
const nlp = winkNLP(model, ['sbd', 'pos']);
const its = nlp.its;

function read(text) {
  const doc = nlp.readDoc(text);
  // Asking for the tags makes sure that they were computed.
  return doc.tokens().length() + 0 * doc.tokens().out(its.pos).length + 0 * doc.sentences().length();
}

for (const text of texts.slice(0, 100)) read(text);
const start = process.cpuUsage();
let tokens = 0;
for (const text of texts) tokens += read(text);
const used = process.cpuUsage(start);
const seconds = (used.user + used.system) / 1e6;
console.log(JSON.stringify({ articles: texts.length, tokens, characters: texts.reduce((sum, text) => sum + text.length, 0), seconds: { 'wink-nlp: tokens, sentences, tags': seconds } }));
