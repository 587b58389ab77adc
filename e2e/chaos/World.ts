import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Entry } from '@causerie/protocol';
import type { Pool } from 'pg';
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../server/src/db/embedded/startEmbeddedPostgres.ts';
import { createPool } from '../../server/src/db/pool.ts';
import { TestRedis } from '../../server/src/testing/TestRedis.ts';
import { ProgramNode } from './ProgramNode.ts';

const DISK_MB = 700;

/** Two nodes, a PostgreSQL on a small disk of its own and a Redis, all real processes on this machine. */
export class World {
  readonly nodes: ProgramNode[] = [];
  /** Whether the database has a disk that can be filled; making one takes root. */
  readonly hasSmallDisk: boolean;
  readonly #folder = mkdtempSync(join(tmpdir(), 'causerie-chaos-'));
  readonly #disk: string;
  #database: EmbeddedPostgres | undefined;
  #redis: TestRedis | undefined;
  #pool: Pool | undefined;

  private constructor() {
    this.#disk = join(this.#folder, 'disk');
    mkdirSync(this.#disk);
    this.hasSmallDisk = mountSmallDisk(this.#disk);
  }

  static async start(): Promise<World> {
    const world = new World();
    const database = await startEmbeddedPostgres({ dataDir: world.#disk });
    world.#database = database;
    const { host, user, database: name } = database.connection;
    world.#pool = createPool({ ...database.connection, max: 3 });
    world.#redis = await TestRedis.start();
    const url = `postgres://${user}@/${name}?host=${encodeURIComponent(host)}`;
    for (let n = 0; n < 2; n += 1)
      world.nodes.push(new ProgramNode(await findLastingPort(), world.#folder, url, world.#redis.url));
    for (const node of world.nodes) {
      await node.start();
      const [crash] = node.crashes;
      if (crash === undefined) continue;
      await world.stop();
      throw new Error(crash);
    }
    return world;
  }

  get redis(): TestRedis {
    return this.#redis!;
  }

  killDatabase(): void {
    this.#signalDatabase('SIGKILL');
  }

  pauseDatabase(): void {
    this.#signalDatabase('SIGSTOP');
  }

  resumeDatabase(): void {
    this.#signalDatabase('SIGCONT');
  }

  /** Takes all the room there is on the database's disk. */
  fillDisk(): void {
    for (const node of this.nodes) node.disturbed();
    const ballast = openSync(join(this.#disk, 'ballast'), 'a');
    const block = Buffer.alloc(1024 * 1024);
    try {
      for (let mb = 0; mb < DISK_MB; mb += 1) writeSync(ballast, block);
    } catch {
      // Full: that was the purpose.
    } finally {
      closeSync(ballast);
    }
  }

  freeDisk(): void {
    rmSync(join(this.#disk, 'ballast'), { force: true });
  }

  /** Every conversation as the database holds it. */
  async readLog(): Promise<Map<string, Entry[]>> {
    const found = await this.#pool!.query<{ conversation_id: string; entry: Entry }>(
      `select conversation_id, jsonb_build_object('seq', seq, 'kind', kind, 'content', content) as entry
       from entries order by conversation_id, seq`,
    );
    return new Map(
      [...Map.groupBy(found.rows, (row) => row.conversation_id)].map(([id, rows]) => [
        id,
        rows.map((row) => row.entry),
      ]),
    );
  }

  async stop(): Promise<void> {
    this.freeDisk();
    this.resumeDatabase();
    await Promise.all(this.nodes.map((node) => node.stop()));
    await this.#pool?.end();
    await this.#database?.stop();
    await this.#redis?.stop();
    if (this.hasSmallDisk) execFileSync('umount', ['-l', this.#disk]);
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** The server and all its workers: every process that lives in its folder. */
  #signalDatabase(signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void {
    for (const node of this.nodes) node.disturbed();
    const cluster = realpathSync(join(this.#disk, 'postgres'));
    for (const pid of readdirSync('/proc')
      .map(Number)
      .filter((each) => each > 0)) {
      try {
        if (readlinkSync(`/proc/${pid}/cwd`) === cluster) process.kill(pid, signal);
      } catch {
        // Gone already, or somebody else's.
      }
    }
  }
}

/**
 * A port that stays free while its node is down: below those that Linux gives to outgoing connections, one of which would
 * otherwise take it, and keep the node from starting again.
 */
async function findLastingPort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    const probe = createServer().listen(port, '127.0.0.1');
    const isFree = await once(probe, 'listening').then(
      () => true,
      () => false,
    );
    probe.close();
    if (isFree) return port;
  }
}

function mountSmallDisk(folder: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MB}m,mode=0700`, 'tmpfs', folder], {
      stdio: 'ignore',
    });
    return true;
  } catch {
    return false;
  }
}
