import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { exampleOperations } from '@porchlight/shared/example-operations.ts';
import { buildSchema, introspectionFromSchema } from 'graphql';
import { renderSchema } from 'graphql-markdown';

// Writes docs/api/reference/README.md from shared/schema.graphql; with --check it only says whether the two agree.

const file = new URL('../docs/api/reference/README.md', import.meta.url);
const schema = buildSchema(readFileSync(new URL('../shared/schema.graphql', import.meta.url), 'utf8'));

const examples = exampleOperations.map(({ title, query, variables }) => {
  const values =
    Object.keys(variables).length > 0 ? `\n\`\`\`json\n${JSON.stringify(variables, null, 2)}\n\`\`\`\n` : '';
  return `### ${title}\n\n\`\`\`graphql\n${query}\n\`\`\`\n${values}`;
});
const prologue = `Everything the API at \`/graphql\` knows, written from [its schema](../../../shared/schema.graphql) by \`npm run generate\`. How to call it stands in [the guide to the API](../README.md).

## Examples

Each with its variables; ids have to be your own.

${examples.join('\n')}
## Every type`;

const lines: string[] = [];
renderSchema(introspectionFromSchema(schema), {
  title: 'API reference',
  prologue,
  printer: (line) => void lines.push(line),
});
const written = `${lines.join('\n').trimEnd()}\n`;

if (!process.argv.includes('--check')) {
  writeFileSync(file, written);
} else if (!existsSync(file) || readFileSync(file, 'utf8') !== written) {
  console.error('docs/api/reference is not what the schema says. Run `npm run generate` and look at the difference.');
  process.exit(1);
}
