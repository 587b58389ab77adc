import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, fstatSync, openSync, renameSync, statSync } from 'node:fs';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import type { RunAs } from './chooseRunAs.ts';

export type ServerOptions = {
  binaries: string;
  runAs: RunAs;
  cluster: string;
  sockets: string;
  logFile: string;
  /** False: fast, and the data are lost when the machine stops. */
  durable: boolean;
};

export type Server = {
  /** The supervisor: it ends when the server has ended. */
  process: ChildProcess;
  /** Where in the log file its messages begin. */
  logFrom: number;
  /** Asks for a fast shutdown. */
  end(): void;
  /** Whether the program's end is held up by this server. */
  hold(held: boolean): void;
};

/**
 * Runs the server and waits for it: somebody must, since an ended process that nobody waits for looks alive, and what
 * is process 1 in a container often waits for nobody. The watcher beside it reads from a pipe of ours, which closes
 * when we end in whatever way, and asks for a fast shutdown: again and again, for before the server has set itself up
 * it would not hear. Signals to the whole group (systemd sends them) must not end the supervisor first.
 */
const SUPERVISOR = `
trap '' HUP INT TERM
"$@" 3<&- & server=$!
(read -r _ <&3; while kill -INT $server 2>/dev/null; do sleep 0.5; done) & watcher=$!
exec 3<&-
wait $server
kill -KILL $watcher 2>/dev/null
`;

const LONGEST_LOG_BYTES = 10_000_000;

/** Starts `postgres`; it is not ready yet. */
export function launchServer(options: ServerOptions): Server {
  const settings = Object.entries(settingsOf(options)).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = [
    ...options.runAs.prefix,
    join(options.binaries, 'postgres'),
    '-D',
    options.cluster,
    ...settings,
  ];
  const log = openLog(options.logFile);
  const logFrom = fstatSync(log).size;
  const child = spawn('sh', ['-c', SUPERVISOR, 'causerie-postgres', ...server], {
    stdio: ['ignore', log, log, 'pipe'],
    // A session of its own: Ctrl-C in a terminal must not stop the database before the program has finished.
    detached: true,
    env: { ...process.env, LC_ALL: 'C' },
  });
  closeSync(log);
  const pipe = child.stdio[3] as Socket;
  pipe.on('error', () => {});
  return {
    process: child,
    logFrom,
    end: () => void pipe.end(),
    hold(held) {
      for (const handle of [child, pipe]) held ? handle.ref() : handle.unref();
    },
  };
}

function settingsOf({ sockets, durable }: ServerOptions): Record<string, string> {
  return {
    listen_addresses: '',
    unix_socket_directories: sockets,
    unix_socket_permissions: '0700',
    max_connections: '100',
    shared_buffers: '256MB',
    max_wal_size: '2GB',
    random_page_cost: '1.1',
    synchronous_commit: 'on',
    track_io_timing: 'on',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Compiling pays off for statements of seconds; ours take milliseconds, and the estimate is often wrong.
    jit: 'off',
    // Parallel workers share memory through /dev/shm, of which containers have 64 MB.
    max_parallel_workers_per_gather: '0',
    max_parallel_maintenance_workers: '0',
    // Errors of statements reach the program, which tells them where it must. Here they would fill the disk.
    log_min_messages: 'log',
    log_checkpoints: 'off',
    ...(durable ? {} : { fsync: 'off', full_page_writes: 'off' }),
  };
}

function openLog(path: string): number {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LONGEST_LOG_BYTES) renameSync(path, `${path}.1`);
  return openSync(path, 'a', 0o600);
}
