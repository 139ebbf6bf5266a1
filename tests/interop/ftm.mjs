// Checks entities with the FollowTheMoney library's own model: known schema and properties, values by type, references in range.
// usage: node ftm.mjs ENTITIES.jsonl
import { readFileSync } from "node:fs";
import { Model, defaultModel } from "@opensanctions/followthemoney";

const [file] = process.argv.slice(2);
const model = new Model(defaultModel);
const entities = readFileSync(file, "utf8").trim().split("\n").map(line => JSON.parse(line));
const known = new Map(entities.map(entity => [entity.id, entity]));
let wrong = 0;
let values = 0;
const tell = (entity, message) => { wrong++; console.log(entity.id, entity.schema, message); };
for (const data of entities) {
  let entity;
  try {
    entity = model.getEntity(data);
  } catch (refused) {
    tell(data, `the library refuses it: ${refused.message}`);
    continue;
  }

  for (const name of entity.schema.required ?? []) {
    if (!data.properties[name]?.length) tell(data, `required property ${name} is missing`);
  }
  for (const [name, list] of Object.entries(data.properties)) {
    const property = entity.schema.getProperty(name);
    if (!property) { tell(data, `no property ${name}`); continue; }
    if (entity.getProperty(name).length !== new Set(list).size) tell(data, `the library took ${entity.getProperty(name).length} of ${list.length} values of ${name}`);
    for (const value of list) {
      values++;
      if (property.type.name === "entity") {
        const other = known.get(value);
        if (!other) tell(data, `${name} refers to ${value}, which is not there`);
        else if (!model.getSchema(other.schema).isA(property.getRange())) tell(data, `${name} refers to a ${other.schema}, not a ${property.getRange().name}`);
      } else if (property.type.name === "date" && !/^\d{4}(-\d{2}(-\d{2}(T[\d:.]+(Z|[+-]\d\d:?\d\d)?)?)?)?$/.test(value)) tell(data, `${name}: ${value} is no date`);
      else if (property.type.name === "country" && !(value in defaultModel.types.country.values)) tell(data, `${name}: ${value} is no country`);
      else if (property.type.name === "url" && !URL.canParse(value)) tell(data, `${name}: ${value} is no address`);
    }
  }
}

console.log(`FollowTheMoney: ${entities.length} entities, ${values} values, ${wrong} wrong`);
process.exit(wrong || entities.length === 0 ? 1 : 0);
