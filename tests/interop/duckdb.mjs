// Opens tables and JSON Lines with DuckDB and joins them; the Parquet tables must hold what the CSV tables hold.
// usage: node duckdb.mjs FOLDER   (with csv/, parquet/, records.jsonl, plover.jsonl in it)
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";

const [folder] = process.argv.slice(2);
const connection = await (await DuckDBInstance.create(":memory:")).connect();
const rows = async sql => (await connection.runAndReadAll(sql)).getRowObjectsJson();
let wrong = 0;
const hold = (what, holds) => { if (!holds) { wrong++; console.log(`does not hold: ${what}`); } };
for (const table of ["claims", "propositions", "sources", "documents"]) {
  const csv = `read_csv('${join(folder, "csv", table)}.csv', header=true, all_varchar=true, max_line_size=10000000, strict_mode=true)`;
  const parquet = `read_parquet('${join(folder, "parquet", table)}.parquet')`;
  const columns = (await rows(`describe select * from ${parquet}`)).map(row => row.column_name);
  hold(`${table}: the same columns`, JSON.stringify(columns) === JSON.stringify((await rows(`describe select * from ${csv}`)).map(row => row.column_name)));
  const numbers = new Set((await rows(`describe select * from ${parquet}`)).filter(row => ["INTEGER", "DOUBLE"].includes(row.column_type)).map(row => row.column_name));
  const [{ n: there }] = await rows(`select count(*) as n from ${csv}`);
  const [{ n: here }] = await rows(`select count(*) as n from ${parquet}`);
  hold(`${table}: ${there} rows in CSV, ${here} in Parquet`, there === here);
  for (const column of columns) {
    const from = numbers.has(column) ? `try_cast("${column}" as double)` : `"${column}"`;
    const other = numbers.has(column) ? `cast("${column}" as double)` : `"${column}"`;
    const [{ n }] = await rows(`select count(*) as n from ((select ${from} as x from ${csv} except all select ${other} from ${parquet}) union all (select ${other} as x from ${parquet} except all select ${from} from ${csv}))`);
    hold(`${table}.${column}: ${n} cells differ`, Number(n) === 0);
  }
  console.log(`DuckDB: ${table}, ${here} rows, ${columns.length} columns, ${numbers.size} of numbers; CSV and Parquet are the same`);
}

const claims = `read_parquet('${join(folder, "parquet", "claims")}.parquet')`;
const documents = `read_parquet('${join(folder, "parquet", "documents")}.parquet')`;
const [{ n: joined }] = await rows(`select count(*) as n from ${claims} c join ${documents} d on d.document = c.document and d.sha256 = c.sha256`);
const [{ n: all }] = await rows(`select count(*) as n from ${claims}`);
hold("every claim has its document", joined === all);
// One passage each: code points of the text give the words.
const [{ n: off }] = await rows(`select count(*) as n from ${claims} c join ${documents} d using (document, sha256) where c.start not like '% %' and substring(d.text, c.start::int + 1, c."end"::int - c.start::int) <> c.content`);
hold(`offsets give the words (${off} do not)`, Number(off) === 0);
const [{ n: records }] = await rows(`select count(*) as n from read_json('${join(folder, "records.jsonl")}', format='newline_delimited', union_by_name=true) where schema = 'hearsay.claim/1'`);
hold("JSON Lines hold as many claims", records === all);
console.log(`DuckDB: ${all} claims joined with their documents, offsets give the words, JSON Lines read`);
process.exit(wrong ? 1 : 0);
