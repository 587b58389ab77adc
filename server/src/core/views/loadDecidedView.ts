import type { Db } from '../../db/transaction.ts';
import { fail } from '../../errors.ts';
import type { DeskActor } from '../actor.ts';
import type { DecidedView } from './viewCondition.ts';
import { loadView } from './viewRecord.ts';

/** The view behind its name on the wire: `mentions`, `following` or a saved view's id. Throws `view_not_found`. */
export async function loadDecidedView(
  db: Pick<Db, 'query'>,
  actor: DeskActor,
  name: string,
): Promise<DecidedView> {
  if (name === 'mentions' || name === 'following') return { kind: name };
  if (!/^[0-9a-f-]{36}$/.test(name)) return fail('view_not_found');
  const { filter, sort } = await loadView(db, actor, name);
  return { kind: 'saved', filter, sort };
}
