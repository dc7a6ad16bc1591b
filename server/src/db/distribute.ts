import type { DataSource, EntityManager } from 'typeorm';

/** What became of the tables of a database that is distributed over machines. */
export interface Distribution {
  /** Tables that were spread by practice just now. */
  distributed: string[];
  /** Tables that were copied to every machine just now. */
  copied: string[];
  /** How many were so already. */
  unchanged: number;
}

/** The database's server cannot distribute tables; the message says what an operator can do. */
export class DistributionError extends Error {}

/** Small tables that change almost never, and that statements of every practice join. */
const onEveryMachine: ReadonlySet<string> = new Set(['practice', 'portal_address']);

/**
 * Spreads the tables over the machines of a Citus cluster, by practice. Repeating it does only what
 * is missing, such as a table that a later migration added.
 *
 * @throws CannotDistribute when the server is no Citus coordinator.
 */
export async function distribute(dataSource: DataSource): Promise<Distribution> {
  await requireCitus(dataSource.manager);
  return dataSource.transaction(async (manager) => {
    const tables = await tablesOf(manager);
    const missing = tables.filter((table) => !table.distributed);
    const unchanged = tables.length - missing.length;
    if (missing.length === 0) return { distributed: [], copied: [], unchanged };
    // Foreign keys between tables that are distributed and tables that are not do not exist in Citus; and
    // adding them to several tables in one transaction needs one connection to each machine.
    await manager.query("SET LOCAL citus.multi_shard_modify_mode = 'sequential'");
    // The triggers of the record only refuse; they need nothing from another machine.
    await manager.query('SET LOCAL citus.enable_unsafe_triggers = on');
    const foreignKeys = await dropForeignKeys(
      manager,
      missing.map(({ name }) => name),
    );
    const names = missing.map(({ name }) => name);
    const copied = names.filter((name) => onEveryMachine.has(name));
    const distributed = names.filter((name) => !onEveryMachine.has(name));
    for (const name of copied) await manager.query('SELECT create_reference_table($1::regclass)', [name]);
    let beside = tables.find((table) => table.distributed && !onEveryMachine.has(table.name))?.name;
    for (const name of distributed) {
      await manager.query("SELECT create_distributed_table($1::regclass, 'practice_id', colocate_with => $2)", [
        name,
        beside ?? 'none',
      ]);
      beside ??= name;
    }
    for (const { table, name, definition } of foreignKeys) {
      await manager.query(`ALTER TABLE "${table}" ADD CONSTRAINT "${name}" ${definition}`);
    }
    await planWithValues(manager);
    return { distributed, copied, unchanged };
  });
}

/** Citus plans a statement of several parts only when it knows the values: a plan without them is an error there. */
async function planWithValues(manager: EntityManager): Promise<void> {
  const [row] = await manager.query<{ name: string }[]>('SELECT quote_ident(current_database()) AS name');
  await manager.query(`ALTER DATABASE ${row?.name} SET plan_cache_mode = 'force_custom_plan'`);
}

/** Whether the tables are distributed already, so that tables which a migration adds have to follow. */
export async function isDistributed({ manager }: DataSource): Promise<boolean> {
  const [row] = await manager.query<{ citus: boolean }[]>(
    "SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'citus') AS citus",
  );
  if (!row?.citus) return false;
  return (await tablesOf(manager)).some(({ distributed }) => distributed);
}

async function requireCitus(manager: EntityManager): Promise<void> {
  const [row] = await manager.query<{ available: boolean; installed: boolean }[]>(
    `SELECT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'citus') AS available,
            EXISTS (SELECT FROM pg_extension WHERE extname = 'citus') AS installed`,
  );
  if (row?.installed) return;
  throw new DistributionError(
    row?.available
      ? 'This database has no Citus extension yet. Run CREATE EXTENSION citus in it, on every machine, and add the machines with citus_add_node.'
      : 'This Postgres has no Citus extension, so its tables stay on one machine. docs/scale.md says what that is good for.',
  );
}

interface Table {
  name: string;
  distributed: boolean;
}

/** The tables that hold rows of practices. */
const tablesOf = (manager: EntityManager): Promise<Table[]> =>
  manager.query(
    `SELECT t.relname AS name, EXISTS (SELECT FROM pg_dist_partition d WHERE d.logicalrelid = t.oid) AS distributed
       FROM pg_class t
      WHERE t.relkind = 'r' AND t.relnamespace = current_schema()::regnamespace
        AND (t.relname = 'practice'
             OR EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attname = 'practice_id'))
      ORDER BY t.relname`,
  );

interface ForeignKey {
  table: string;
  name: string;
  definition: string;
}

async function dropForeignKeys(manager: EntityManager, tables: readonly string[]): Promise<ForeignKey[]> {
  const found = await manager.query<ForeignKey[]>(
    `SELECT t.relname AS table, k.conname AS name, pg_get_constraintdef(k.oid) AS definition
       FROM pg_constraint k JOIN pg_class t ON t.oid = k.conrelid
      WHERE k.contype = 'f' AND t.relnamespace = current_schema()::regnamespace AND t.relname = ANY ($1)
      ORDER BY t.relname, k.conname`,
    [tables],
  );
  for (const { table, name } of found) await manager.query(`ALTER TABLE "${table}" DROP CONSTRAINT "${name}"`);
  return found;
}
