import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dumpSchema } from '../db/dumpSchema.ts';
import { startEmbeddedPostgres } from '../db/embedded/startEmbeddedPostgres.ts';
import { migrate } from '../db/migrate.ts';
import { createPool } from '../db/pool.ts';

/** `npm run schema`: writes `server/schema.sql` anew from the migrations. A test compares the two. */
const dataDir = mkdtempSync(join(tmpdir(), 'causerie-schema-'));
const database = await startEmbeddedPostgres({ dataDir, fsync: false });
const pool = createPool(database.connection);
await migrate(pool);
writeFileSync(new URL('../../schema.sql', import.meta.url), await dumpSchema(pool));
await pool.end();
await database.stop();
rmSync(dataDir, { recursive: true, force: true });
