import 'reflect-metadata';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { allStatements, fileOf } from './statement-files.ts';

// Writes the whole text of every statement to server/sql; with --check it only says whether they agree.

const folder = new URL('sql/', import.meta.url);
mkdirSync(folder, { recursive: true });
const wanted = new Map(allStatements().map(([name, statement]) => [`${name}.sql`, fileOf(statement)]));
const found = new Map(readdirSync(folder).map((file) => [file, readFileSync(new URL(file, folder), 'utf8')]));
const changed = [...wanted].filter(([file, text]) => found.get(file) !== text);
const left = [...found.keys()].filter((file) => !wanted.has(file));

if (!process.argv.includes('--check')) {
  for (const [file, text] of changed) writeFileSync(new URL(file, folder), text);
  for (const file of left) rmSync(new URL(file, folder));
} else if (changed.length + left.length > 0) {
  const files = [...changed.map(([file]) => file), ...left].toSorted().join(', ');
  console.error(`server/sql is not what the code says: ${files}. Run \`npm run generate\` and look at the difference.`);
  process.exit(1);
}
