import type { Db, Tx } from '../db/transaction.ts';
import { inTransaction } from '../db/transaction.ts';
import type { AllowedAddresses } from '../lib/publicAddress.ts';
import type { Announce, Announcement } from './announcements.ts';
import type { Appender } from './conversations/appender.ts';
import type { OpenCounts } from './conversations/openCounts.ts';
import type { Embedder } from './embeddings/embedder.ts';
import type { ServerKeys } from './serverKeys.ts';
import type { Mailer } from './workspaces/mailer.ts';

/** What every core function is given: the database, the log's writer, and where to announce what was committed. */
export type Core = {
  db: Db;
  announce: Announce;
  appender: Appender;
  counts: OpenCounts;
  keys: ServerKeys;
  mail: Mailer;
  /** What the server may call beside the public Internet. */
  allowedAddresses: AllowedAddresses;
  /** Vectors of what customers write, where a workspace has an endpoint for them. */
  embedder: Embedder;
  /** Address under which people reach this server, without a trailing slash: for links in mails. */
  publicUrl: string;
};

/** A transaction that collects what is to be announced once it has been committed. */
export type CoreTx = Tx & { announce(announcement: Announcement): void };

/** Runs `work` in one transaction; what it announced goes out after the commit, in order, or not at all. */
export async function transact<T>(core: Core, work: (tx: CoreTx) => Promise<T>): Promise<T> {
  return inTransaction(core.db, (tx) => {
    const announcements: Announcement[] = [];
    tx.afterCommit(() => core.announce(announcements));
    return work(Object.assign(tx, { announce: (a: Announcement) => void announcements.push(a) }));
  });
}
