import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { bootstrap } from './bootstrap.ts';
import { DistributionError, distribute } from '../db/distribute.ts';
import { withoutTimeLimits } from '../db/migrate.ts';
import { Fault } from '../lib/fault.ts';
import { type Config, readConfig } from '../lib/config.ts';
import { createLogger } from '../lib/logger.ts';
import { describeStartupError } from './startup-error.ts';
import { createPractice } from '../practice/create-practice.ts';

const usage = `porchlight migrate
  Brings the database's schema up to date.

porchlight distribute
  Spreads the tables over the machines of a Citus cluster, by practice. Repeating it is harmless.

porchlight create-practice --slug harbor --name "Harbor Counseling" --time-zone America/New_York
                           --owner-name "Olivia Hart" --owner-email owner@harbor.example
                           [--phone "(617) 555-0134"] [--address "12 Harbor Street, Boston"] [--mail-name "Harbor"]
  Opens a practice with its first owner, who then signs in at /staff.`;

async function main([command, ...rest]: string[]): Promise<void> {
  const config = readConfig(process.env);
  if (command === 'migrate') return migrate(config);
  if (command === 'distribute') return distributeTables(config);
  if (command === 'create-practice') return open(config, rest);
  throw new Usage();
}

async function migrate(config: Config): Promise<void> {
  const product = await bootstrap(config, createLogger('error'));
  await product.close();
  console.log('The schema is up to date.');
}

async function distributeTables(config: Config): Promise<void> {
  if (!config.databaseUrl) throw new DistributionError('Set DATABASE_URL to the coordinator of a Citus cluster.');
  await (await bootstrap(config, createLogger('error'))).close();
  const { distributed, copied, unchanged } = await withoutTimeLimits(config.databaseUrl, distribute);
  if (copied.length > 0) console.log(`Copied to every machine: ${copied.join(', ')}`);
  if (distributed.length > 0) console.log(`Spread by practice: ${distributed.join(', ')}`);
  console.log(unchanged > 0 ? `${unchanged} tables were distributed already.` : 'The tables are distributed.');
}

async function open(config: Config, rest: string[]): Promise<void> {
  const given = readArguments(rest);
  const product = await bootstrap(config, createLogger('error'));
  try {
    const { stores } = product;
    const lifetimes = { linkLifetimeMinutes: 1440, pinLifetimeMinutes: 1440 };
    const { slug, name, phone, address } = given;
    const details = { slug, name, phone, address, mailName: given['mail-name'] ?? name, timeZone: given['time-zone'] };
    const owner = { name: given['owner-name'], email: given['owner-email'] };
    await createPractice(stores, { ...details, ...lifetimes }, owner);
    console.log(`${name} is open: ${config.publicOrigin}/${slug.toLowerCase()}`);
    console.log(`${given['owner-email']} signs in at ${config.publicOrigin}/staff`);
  } finally {
    await product.close();
  }
}

class Usage extends Error {
  constructor(what?: string) {
    super(what ? `${what}\n\n${usage}` : usage);
  }
}

const needed = ['slug', 'name', 'time-zone', 'owner-name', 'owner-email'] as const;
const optional = ['phone', 'address', 'mail-name'] as const;
type Arguments = Record<(typeof needed)[number], string> & Partial<Record<(typeof optional)[number], string>>;

function readArguments(rest: string[]): Arguments {
  const options = Object.fromEntries([...needed, ...optional].map((name) => [name, { type: 'string' as const }]));
  let values: Partial<Record<string, unknown>>;
  try {
    ({ values } = parseArgs({ args: rest, options }));
  } catch (error) {
    throw new Usage((error as Error).message);
  }
  const missing = needed.filter((name) => values[name] === undefined);
  if (missing.length > 0) throw new Usage(`Missing: ${missing.map((name) => `--${name}`).join(', ')}`);
  return values as Arguments;
}

try {
  await main(process.argv.slice(2));
  process.exit(0);
} catch (error) {
  const expected = [Usage, Fault, DistributionError].some((kind) => error instanceof kind);
  console.error(expected ? (error as Error).message : describeStartupError(error));
  process.exit(1);
}
