import type { Macro, MacroAction, MacroCreate, MacroPatch } from '@causerie/protocol';
import { fail } from '../../errors.ts';
import { uuid } from '../../lib/uuid.ts';
import type { DeskActor } from '../actor.ts';
import { recordAudit } from '../audit/recordAudit.ts';
import { type Core, type CoreTx, transact } from '../core.ts';
import { loadMacro } from './macroRecord.ts';

/** Makes a macro. Errors: `name_taken`, and `team_not_found`, `member_not_found`, `snippet_not_found` for what an action names. */
export async function createMacro(core: Core, actor: DeskActor, input: MacroCreate): Promise<Macro> {
  return transact(core, async (tx) => {
    const id = await insertMacro(tx, actor, input);
    announceMacros(tx, actor.workspaceId);
    const after = await loadMacro(tx, actor, id);
    await recordAudit(tx, actor, { action: 'macro.created', target: targetOf(after), after: partsOf(after) });
    return after;
  });
}

/** Sets what is given; the actions as a whole. Errors: those of making one, and `macro_not_found`. */
export async function patchMacro(
  core: Core,
  actor: DeskActor,
  id: string,
  patch: MacroPatch,
): Promise<Macro> {
  return transact(core, async (tx) => {
    const before = await loadMacro(tx, actor, id);
    await updateMacro(tx, actor.workspaceId, id, patch);
    announceMacros(tx, actor.workspaceId);
    const after = await loadMacro(tx, actor, id);
    await recordAudit(tx, actor, {
      action: 'macro.changed',
      target: targetOf(after),
      before: partsOf(before),
      after: partsOf(after),
    });
    return after;
  });
}

/** Errors: `macro_not_found`. */
export async function deleteMacro(core: Core, actor: DeskActor, id: string): Promise<void> {
  await transact(core, async (tx) => {
    const before = await loadMacro(tx, actor, id);
    await recordAudit(tx, actor, {
      action: 'macro.deleted',
      target: targetOf(before),
      before: partsOf(before),
    });
    await tx.query('delete from macros where workspace_id = $1 and id = $2', [actor.workspaceId, id]);
    announceMacros(tx, actor.workspaceId);
  });
}

const targetOf = ({ id, name }: Macro) => ({ kind: 'macro', id, name });

/** What somebody can set of one. */
const partsOf = ({ name, teamId, actions }: Macro) => ({ name, teamId, actions });

export const announceMacros = (tx: CoreTx, workspaceId: string): void =>
  tx.announce({ kind: 'changed', workspaceId, what: 'macros' });

export async function insertMacro(tx: CoreTx, actor: DeskActor, input: MacroCreate): Promise<string> {
  await mustExist(tx, actor.workspaceId, input.actions);
  const id = uuid();
  await tx
    .query(
      'insert into macros (workspace_id, id, name, team_id, actions, created_by) values ($1, $2, $3, $4, $5, $6)',
      [
        actor.workspaceId,
        id,
        input.name,
        input.teamId ?? null,
        JSON.stringify(input.actions),
        actor.kind === 'agent' ? actor.userId : null,
      ],
    )
    .catch(refused);
  return id;
}

export async function updateMacro(
  tx: CoreTx,
  workspaceId: string,
  id: string,
  patch: MacroPatch,
): Promise<void> {
  if (patch.actions) await mustExist(tx, workspaceId, patch.actions);
  await tx
    .query(
      `update macros set updated_at = now(), name = coalesce($3, name), actions = coalesce($4, actions),
         team_id = case when $5 then $6::uuid else team_id end
       where workspace_id = $1 and id = $2`,
      [
        workspaceId,
        id,
        patch.name ?? null,
        patch.actions ? JSON.stringify(patch.actions) : null,
        patch.teamId !== undefined,
        patch.teamId ?? null,
      ],
    )
    .catch(refused);
}

const sorts = [
  {
    code: 'snippet_not_found',
    query: 'select id from snippets where workspace_id = $1 and id = any ($2) and deleted_at is null',
  },
  {
    code: 'member_not_found',
    query: 'select user_id from members where workspace_id = $1 and user_id = any ($2)',
  },
  { code: 'team_not_found', query: 'select id from teams where workspace_id = $1 and id = any ($2)' },
] as const;

async function mustExist(tx: CoreTx, workspaceId: string, actions: readonly MacroAction[]): Promise<void> {
  const named = {
    snippet_not_found: new Set<string>(),
    member_not_found: new Set<string>(),
    team_not_found: new Set<string>(),
  };
  for (const action of actions) {
    if (action.type === 'snippet') named.snippet_not_found.add(action.snippetId);
    if (action.type === 'assign' && action.to !== 'me' && action.to !== 'nobody')
      named.member_not_found.add(action.to);
    if (action.type === 'team' && action.teamId) named.team_not_found.add(action.teamId);
  }
  for (const { code, query } of sorts) {
    if (named[code].size === 0) continue;
    const found = await tx.query(query, [workspaceId, [...named[code]]]);
    if (found.rowCount !== named[code].size) fail(code, { field: '/actions' });
  }
}

function refused(thrown: unknown): never {
  const { constraint } = thrown as { constraint?: string };
  if (constraint === 'macros_name') fail('name_taken', { field: '/name' });
  if (constraint === 'macros_workspace_id_team_id_fkey') fail('team_not_found', { field: '/teamId' });
  throw thrown;
}
