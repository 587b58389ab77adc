import { fail } from '../../errors.ts';
import { type Core, transact } from '../core.ts';
import { createUser } from '../users/createUser.ts';
import { insertWorkspace } from './insertWorkspace.ts';
import { mustBeTimeZone } from './workspaceRow.ts';

export type SetUp = {
  workspaceName: string;
  name: string;
  email: string;
  password: string;
  language: string;
  timeZone?: string;
};

/** Any number, the same on all nodes: who holds it is the one who sets up. */
const SET_UP_LOCK = 7_243_001;

/**
 * The first user, workspace and inbox of an empty database. Of several at the same moment exactly one succeeds.
 * Errors: `already_set_up`, `invalid_value` for an address that cannot sign in.
 */
export async function setUp(core: Core, options: SetUp): Promise<{ userId: string }> {
  if (options.timeZone !== undefined) mustBeTimeZone(options.timeZone);
  // Asked before anything is computed: this door stays open to everybody for ever.
  if (!(await isSetUpNeeded(core))) fail('already_set_up');
  return transact(core, async (tx) => {
    await tx.query('select pg_advisory_xact_lock($1)', [SET_UP_LOCK]);
    if (!(await isSetUpNeeded({ db: tx }))) fail('already_set_up');
    const { workspaceName, language, timeZone, ...user } = options;
    const userId = await createUser(tx, { ...user, language });
    await insertWorkspace(tx, {
      name: workspaceName,
      language,
      ownerId: userId,
      ...(timeZone && { timeZone }),
    });
    return { userId };
  });
}

/** Whether there is nobody here yet. */
export async function isSetUpNeeded({ db }: { db: Pick<Core['db'], 'query'> }): Promise<boolean> {
  const found = await db.query<{ needed: boolean }>('select not exists (select from users) as needed');
  return found.rows[0]!.needed;
}
