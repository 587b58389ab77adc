import { existsSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunAs } from './chooseRunAs.ts';
import { runProgram } from './runProgram.ts';

/** A supervisor ends its server within milliseconds after us; it is given this long. */
const PATIENCE_MS = 1000;
const STEP_MS = 20;
/** Above every system's highest: nobody has it. */
const NOBODYS_PID = 2_147_483_647;

type Options = { binaries: string; runAs: RunAs; cluster: string };

/** Makes sure that no server of an earlier run is on these files: waits for one on its way out, else stops it. */
export async function stopLeftOver({ binaries, runAs, cluster }: Options): Promise<void> {
  const file = join(cluster, 'postmaster.pid');
  for (let waited = 0; ; waited += STEP_MS) {
    const pid = readPid(file);
    if (pid === undefined || !isAlive(pid)) return;
    if (!isServerOf(cluster, pid)) return disown(file, pid);
    if (waited >= PATIENCE_MS) break;
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  }
  await runProgram([
    ...runAs.prefix,
    join(binaries, 'pg_ctl'),
    'stop',
    '-D',
    cluster,
    '-m',
    'fast',
    '-w',
    '-t',
    '60',
  ]);
}

/** The file's first line is the process id. The file goes when the server does, perhaps while we read. */
function readPid(file: string): number | undefined {
  try {
    return Number.parseInt(readFileSync(file, 'utf8'), 10) || undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** A server's working folder is its data folder. Where this cannot be known, it is taken for one. */
function isServerOf(cluster: string, pid: number): boolean {
  if (!existsSync('/proc/self/cwd')) return true;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === cluster;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EACCES';
  }
}

/**
 * After a crash and a restart of the machine or container, the number can belong to any other process: PostgreSQL would
 * refuse to start, and `pg_ctl stop` would hit that process. Only the number is changed. The file must stay: by its
 * other lines PostgreSQL sees whether processes of the old server still hold its memory.
 */
function disown(file: string, pid: number): void {
  const text = readFileSync(file, 'utf8');
  if (text.startsWith(`${pid}\n`)) writeFileSync(file, text.replace(/^\d+/, String(NOBODYS_PID)));
}
