// Checks a STIX bundle object by object against the official JSON Schemas.
// usage: npm install && node stix.mjs BUNDLE.json [FOLDER OF SCHEMAS]      (a folder as oasis-open/cti-stix2-json-schemas has it)
import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import Ajv2020 from "ajv/dist/2020.js";

const [bundleFile, folder = "../../../shared/interop/stix21/schemas"] = process.argv.slice(2);
if (!bundleFile) {
  console.error("usage: node stix.mjs BUNDLE.json [SCHEMAS]");
  process.exit(2);
}

const ajv = new Ajv2020({ strict: false, unicodeRegExp: false, allErrors: true });
const known = new Map();
for (const part of ["common", "observables", "sdos", "sros"]) {
  for (const file of readdirSync(join(folder, part))) {
    const schema = JSON.parse(readFileSync(join(folder, part, file), "utf8"));
    ajv.addSchema(schema, schema.$id);
    known.set(file.replace(".json", ""), schema.$id);
  }
}

const bundle = JSON.parse(readFileSync(resolve(bundleFile), "utf8"));
let wrong = 0;
const counts = {};
for (const item of bundle.objects) {
  counts[item.type] = (counts[item.type] ?? 0) + 1;
  const validate = ajv.getSchema(known.get(item.type) ?? known.get("core"));
  if (!validate(item)) {
    wrong++;
    console.log(item.id, JSON.stringify(validate.errors.slice(0, 3)));
  }
}

console.log(`${bundle.objects.length} objects, ${wrong} wrong`, JSON.stringify(counts));
process.exit(wrong ? 1 : 0);
