import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { btree_gin } from '@electric-sql/pglite/contrib/btree_gin';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { dataDir as emptyDatabase } from '@electric-sql/pglite-prepopulatedfs';

// What the migrations ask for besides Postgres itself.
const extensions = { btree_gin, pg_trgm };

/**
 * Opens the embedded database in the data folder, or one in memory when there is no folder.
 * The first time it is made from a ready image, aside, and moved into place: a process killed
 * midway leaves nothing half made.
 *
 * @param image what a database in memory begins with; an empty one unless it is given.
 */
export async function openEmbedded(dataDir: string | undefined, image?: Blob): Promise<PGlite> {
  if (dataDir === undefined) return PGlite.create({ extensions, loadDataDir: image ?? (await emptyDatabase()) });

  const folder = join(dataDir, 'database');
  if (!existsSync(join(folder, 'PG_VERSION'))) {
    const aside = `${folder}.new`;
    rmSync(aside, { recursive: true, force: true });
    const fresh = await PGlite.create({ dataDir: aside, loadDataDir: await emptyDatabase() });
    await fresh.close();
    renameSync(aside, folder);
  }
  return PGlite.create({ extensions, dataDir: folder });
}
