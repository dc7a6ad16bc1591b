import 'reflect-metadata';
import { readFileSync, writeFileSync } from 'node:fs';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { createSchema } from './src/app/schema.ts';

// Writes shared/schema.graphql from the code; with --check it only says whether the two agree.

const file = new URL('../shared/schema.graphql', import.meta.url);
const emitted = `${printSchema(lexicographicSortSchema(await createSchema()))}\n`;
if (!process.argv.includes('--check')) {
  writeFileSync(file, emitted);
} else if (readFileSync(file, 'utf8') !== emitted) {
  console.error('shared/schema.graphql is not what the code says. Run `npm run generate` and look at the difference.');
  process.exit(1);
}
