import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atEnd } from '../support/cleanUp.ts';
import { freePort } from '../support/freePort.ts';
import { cpuSeconds } from '../support/processUse.ts';
import { runSql, startPostgres } from './startPostgres.ts';

const PASSWORD = 'password';

/** `cpu`: seconds so far, of the server and its database; `pids`: their processes. */
export type Peer = {
  port: number;
  cpu(): number;
  pids(): number[];
  /** Gives its database the statistics that it would have a minute later. */
  analyse?(): Promise<void>;
};

/** ejabberd with mod_mam on PostgreSQL, for so many users. Resolves with its port once it takes connections. */
export async function startEjabberd(users: number): Promise<Peer> {
  const database = await startPostgres();
  const names = `'user' || n, '${PASSWORD}'`;
  await runSql(database.port, readFileSync('/usr/share/ejabberd/sql/pg.sql', 'utf8'));
  await runSql(
    database.port,
    `insert into users (username, password) select ${names} from generate_series(0, ${users - 1}) n`,
  );
  const [folder, port] = [privateFolder(), await freePort()];
  writeFileSync(join(folder, 'ejabberd.yml'), ejabberdSettings(port, database.port));
  const child = spawn(
    'erl',
    ['-noinput', '-mnesia', 'dir', `"${join(folder, 'mnesia')}"`, '-s', 'ejabberd'],
    {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        HOME: folder,
        ERL_LIBS: '/usr/lib/x86_64-linux-gnu:/usr/lib/aarch64-linux-gnu',
        EJABBERD_CONFIG_PATH: join(folder, 'ejabberd.yml'),
        EJABBERD_LOG_PATH: join(folder, 'ejabberd.log'),
      },
    },
  );
  await started('ejabberd', child, port, folder);
  return {
    port,
    cpu: () => cpuSeconds(child.pid!) + database.cpu(),
    pids: () => [child.pid!, ...database.pids()],
    analyse: () => runSql(database.port, 'vacuum (analyze)'),
  };
}

function ejabberdSettings(port: number, databasePort: number): string {
  return `
hosts: [localhost]
loglevel: 2
listen:
  - {port: ${port}, ip: "127.0.0.1", module: ejabberd_c2s, max_stanza_size: 262144, shaper: none, access: all}
auth_method: sql
auth_password_format: plain
default_db: sql
sql_type: pgsql
sql_server: "127.0.0.1"
sql_port: ${databasePort}
sql_database: postgres
sql_username: bench
sql_password: none
sql_pool_size: 10
modules:
  mod_mam: {db_type: sql, default: always, assume_mam_usage: true}
`;
}

/** Prosody with mod_mam in its own files. */
export async function startProsody(users: number): Promise<Peer> {
  const [folder, port] = [privateFolder(), await freePort()];
  const accounts = join(folder, 'data', 'localhost', 'accounts');
  mkdirSync(accounts, { recursive: true });
  for (let i = 0; i < users; i += 1)
    writeFileSync(join(accounts, `user${i}.dat`), `return {\n\t["password"] = "${PASSWORD}";\n};\n`);
  const settings = join(folder, 'prosody.cfg.lua');
  writeFileSync(settings, prosodySettings(port, folder));
  const child = spawn('prosody', ['--config', settings, '-F'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  await started('prosody', child, port, folder);
  return { port, cpu: () => cpuSeconds(child.pid!), pids: () => [child.pid!] };
}

function prosodySettings(port: number, folder: string): string {
  return `
run_as_root = true
data_path = "${join(folder, 'data')}"
pidfile = "${join(folder, 'prosody.pid')}"
log = { { levels = { min = "error" }, to = "console" } }
interfaces = { "127.0.0.1" }
c2s_ports = { ${port} }
modules_enabled = { "saslauth", "mam", "disco" }
modules_disabled = { "s2s", "tls", "offline" }
authentication = "internal_plain"
allow_unencrypted_plain_auth = true
c2s_require_encryption = false
storage = "internal"
default_archive_policy = true
archive_expires_after = "never"
VirtualHost "localhost"
`;
}

function privateFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bench-peer-'));
  atEnd(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function started(name: string, child: ChildProcess, port: number, folder: string): Promise<void> {
  let output = '';
  for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (data) => (output += data));
  atEnd(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await new Promise((resolve) => child.once('exit', resolve));
    clearTimeout(late);
  });
  for (let tries = 0; tries < 600; tries += 1) {
    if (child.exitCode !== null) break;
    if (await takesConnections(port)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${name} does not start (${folder}): ${output.slice(-1500)}`);
}

function takesConnections(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const end = (result: boolean) => () => {
      socket.destroy();
      resolve(result);
    };
    socket.once('connect', end(true));
    socket.once('error', end(false));
  });
}
