import { parseAddress } from './parseAddress.ts';

/** What an operator reads when the program cannot start: what is wrong, and what to do. No address with its password. */

type Coded = { code?: string; message?: string };

/** PostgreSQL's own codes (Appendix A of its manual) and those of the network. */
const database: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there. Is PostgreSQL running, and is the port right?',
  ENOENT: 'there is no such socket. Is PostgreSQL running, and is the folder right?',
  ENOTFOUND: 'this name is not known. Is it spelt right?',
  EAI_AGAIN: 'the name could not be looked up. Is the network there?',
  ETIMEDOUT: 'it does not answer. Does a firewall stand between?',
  '28P01': 'it refuses the user or the password.',
  '28000': 'it refuses this user from here (pg_hba.conf).',
  '3D000': 'it has no database of that name: create it (createdb), or name another.',
  '42501':
    'this user may not create tables there: make them the owner of the database, or grant CREATE on the schema public.',
  '53300': 'it has no connection left (max_connections).',
};

/** The reason why the database of `DATABASE_URL` is of no use; an error that is none of its making stays what it is. */
export function explainDatabase(thrown: unknown, databaseUrl: string | undefined): unknown {
  const { code = '' } = (thrown ?? {}) as Coded;
  const reason = database[code];
  if (!databaseUrl || !reason) return thrown;
  return new Error(`the database of DATABASE_URL (${withoutSecrets(databaseUrl)}): ${reason}`, {
    cause: thrown,
  });
}

const listening: Record<string, string> = {
  EADDRINUSE: 'it is taken by another program. End that one, or set PORT to another.',
  EACCES: 'this user may not. Ports below 1024 are for root: set PORT to a higher one, and a proxy in front.',
  EADDRNOTAVAIL: 'HOST is no address of this machine.',
};

/** The reason why nothing can be listened to on that port. */
export function explainListening(thrown: unknown, { host, port }: { host: string; port: number }): unknown {
  const reason = listening[(thrown as Coded)?.code ?? ''];
  return reason ? new Error(`${host} port ${port}: ${reason}`, { cause: thrown }) : thrown;
}

const folder: Record<string, string> = {
  EACCES: 'this user may not write there.',
  EPERM: 'this user may not write there.',
  EROFS: 'it is on a file system that can only be read.',
  EEXIST: 'a file stands there.',
  ENOTDIR: 'a file stands in the way.',
  ENOSPC: 'the disk is full.',
};

/** The reason why there can be no data folder. */
export function explainFolder(thrown: unknown, dataDir: string): unknown {
  const reason = folder[(thrown as Coded)?.code ?? ''];
  return reason
    ? new Error(`the data folder ${dataDir}: ${reason} Mend that, or set CAUSERIE_DATA to another.`, {
        cause: thrown,
      })
    : thrown;
}

/** Where it is, without who and with what password. */
function withoutSecrets(address: string): string {
  const url = parseAddress(address);
  if (!url) return 'not shown';
  const { hostname, port, pathname, searchParams } = url;
  return `${searchParams.get('host') ?? (hostname || 'localhost')}${port && `:${port}`}${pathname}`;
}
