import { entities } from './src/app/entities.ts';
import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { openDataSource } from './src/db/data-source.ts';
import { openEmbedded } from './src/db/embedded.ts';

// Writes the migration that makes the difference between the entities and the existing migrations.

const [name = ''] = process.argv.slice(2);
if (!/^[a-z][a-z0-9-]+$/.test(name)) {
  console.error('Give the migration a name in kebab-case, such as add-api-keys.');
  process.exit(1);
}

const dataSource = await openDataSource({ embedded: await openEmbedded(undefined) }, entities);
await dataSource.runMigrations();
const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
if (upQueries.length === 0) {
  console.error('Nothing to do: the migrations say all that the entities say.');
  process.exit(1);
}

const className = name.replace(/(^|-)([a-z0-9])/g, (_, _dash, letter: string) => letter.toUpperCase());
const timestamp = Date.now();
const lines = upQueries.map(({ query }) => `    await runner.query(\`${query.replaceAll('`', '\\`')}\`);`);
const text = `import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ${className}${timestamp} implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
${lines.join('\n')}
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward. Restore a backup to go back.');
  }
}
`;
writeFileSync(new URL(`src/db/migrations/${timestamp}-${name}.ts`, import.meta.url), text);
console.log(`src/db/migrations/${timestamp}-${name}.ts: read it, then add it to migrations.ts.`);
process.exit(0);
