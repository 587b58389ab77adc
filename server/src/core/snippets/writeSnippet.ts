import type { SnippetCreate, SnippetPatch } from '@causerie/protocol';
import { fail } from '../../errors.ts';
import { uuid } from '../../lib/uuid.ts';
import type { DeskActor } from '../actor.ts';
import { recordAudit } from '../audit/recordAudit.ts';
import { type Core, type CoreTx, transact } from '../core.ts';
import { queueTraining } from '../faqs/training/queueTraining.ts';
import { loadSnippet, type SnippetRecord } from './snippetRecord.ts';

/** Makes a snippet. Errors: `name_taken`, `team_not_found`, `file_not_found`, `invalid_value` for a language given twice. */
export async function createSnippet(
  core: Core,
  actor: DeskActor,
  input: SnippetCreate,
): Promise<SnippetRecord> {
  return transact(core, async (tx) => {
    const id = await insertSnippet(tx, actor, input);
    announceSnippets(tx, actor.workspaceId);
    const after = await loadSnippet(tx, actor, id);
    await recordAudit(tx, actor, {
      action: 'snippet.created',
      target: targetOf(after),
      after: partsOf(after),
    });
    return after;
  });
}

/** Sets what is given; texts and files as a whole. Errors: those of making one, and `snippet_not_found`. */
export async function patchSnippet(
  core: Core,
  actor: DeskActor,
  id: string,
  patch: SnippetPatch,
): Promise<SnippetRecord> {
  return transact(core, async (tx) => {
    const before = await loadSnippet(tx, actor, id);
    await updateSnippet(tx, actor.workspaceId, id, patch);
    announceSnippets(tx, actor.workspaceId);
    const after = await loadSnippet(tx, actor, id);
    await recordAudit(tx, actor, {
      action: 'snippet.changed',
      target: targetOf(after),
      before: partsOf(before),
      after: partsOf(after),
    });
    return after;
  });
}

/** Takes a snippet out of use. What was sent with it stays on record. Errors: `snippet_not_found`, `snippet_in_use`. */
export async function deleteSnippet(core: Core, actor: DeskActor, id: string): Promise<void> {
  await transact(core, async (tx) => {
    const before = await loadSnippet(tx, actor, id);
    await tx.query('select from snippets where workspace_id = $1 and id = $2 for update', [
      actor.workspaceId,
      id,
    ]);
    const answers = await tx.query('select from faqs where workspace_id = $1 and snippet_id = $2', [
      actor.workspaceId,
      id,
    ]);
    if (answers.rowCount !== 0) fail('snippet_in_use');
    await recordAudit(tx, actor, {
      action: 'snippet.deleted',
      target: targetOf(before),
      before: partsOf(before),
    });
    await tx.query('update snippets set deleted_at = now() where workspace_id = $1 and id = $2', [
      actor.workspaceId,
      id,
    ]);
    announceSnippets(tx, actor.workspaceId);
  });
}

const targetOf = ({ id, name }: SnippetRecord) => ({ kind: 'snippet', id, name });

/** What somebody can set of one. */
const partsOf = ({ name, topic, teamId, texts, files }: SnippetRecord) => ({
  name,
  topic,
  teamId,
  texts,
  files: files.map((file) => file.name),
});

export const announceSnippets = (tx: CoreTx, workspaceId: string): void =>
  tx.announce({ kind: 'changed', workspaceId, what: 'snippets' });

/** For one transaction with others of its kind: an import. */
export async function insertSnippet(tx: CoreTx, actor: DeskActor, input: SnippetCreate): Promise<string> {
  const id = uuid();
  await tx
    .query(
      'insert into snippets (workspace_id, id, name, topic, team_id, created_by) values ($1, $2, $3, $4, $5, $6)',
      [
        actor.workspaceId,
        id,
        input.name,
        input.topic ?? null,
        input.teamId ?? null,
        actor.kind === 'agent' ? actor.userId : null,
      ],
    )
    .catch(refused);
  await setParts(tx, actor.workspaceId, id, input);
  return id;
}

export async function updateSnippet(
  tx: CoreTx,
  workspaceId: string,
  id: string,
  patch: SnippetPatch,
): Promise<void> {
  await tx
    .query(
      `update snippets set updated_at = now(), name = coalesce($3, name),
         topic = case when $4 then $5 else topic end, team_id = case when $6 then $7::uuid else team_id end
       where workspace_id = $1 and id = $2`,
      [
        workspaceId,
        id,
        patch.name ?? null,
        patch.topic !== undefined,
        patch.topic ?? null,
        patch.teamId !== undefined,
        patch.teamId ?? null,
      ],
    )
    .catch(refused);
  await setParts(tx, workspaceId, id, patch);
  if (patch.name !== undefined || patch.texts) await teachFaqs(tx, workspaceId, id);
}

/** An FAQ shows its snippet's name, and the engine learns from name and answer: both are told of a change. */
async function teachFaqs(tx: CoreTx, workspaceId: string, snippetId: string): Promise<void> {
  const faqs = await tx.query('select from faqs where workspace_id = $1 and snippet_id = $2', [
    workspaceId,
    snippetId,
  ]);
  if (faqs.rowCount === 0) return;
  await queueTraining(tx, workspaceId);
  tx.announce({ kind: 'changed', workspaceId, what: 'faqs' });
}

async function setParts(
  tx: CoreTx,
  workspaceId: string,
  id: string,
  { texts, fileIds }: SnippetPatch,
): Promise<void> {
  if (texts) {
    const languages = texts.map((text) => text.language);
    if (new Set(languages.map((tag) => tag.toLowerCase())).size < languages.length)
      fail('invalid_value', { field: '/texts', message: 'Each language can be given once.' });
    await tx.query('delete from snippet_texts where workspace_id = $1 and snippet_id = $2', [
      workspaceId,
      id,
    ]);
    await tx.query(
      `insert into snippet_texts (workspace_id, snippet_id, language, place, text)
       select $1, $2, t.language, t.place - 1, t.text from unnest($3::text[], $4::text[]) with ordinality as t (language, text, place)`,
      [workspaceId, id, languages, texts.map((text) => text.text)],
    );
  }
  if (fileIds) {
    const wanted = [...new Set(fileIds)];
    await tx.query('delete from snippet_files where workspace_id = $1 and snippet_id = $2', [
      workspaceId,
      id,
    ]);
    const inserted = await tx.query(
      `insert into snippet_files (workspace_id, snippet_id, file_id, place)
       select $1, $2, f.id, i.place - 1 from unnest($3::uuid[]) with ordinality as i (id, place)
       join files f on f.workspace_id = $1 and f.id = i.id and f.uploader_kind <> 'visitor'`,
      [workspaceId, id, wanted],
    );
    if (inserted.rowCount !== wanted.length) fail('file_not_found', { field: '/fileIds' });
  }
}

function refused(thrown: unknown): never {
  const { constraint } = thrown as { constraint?: string };
  if (constraint === 'snippets_name') fail('name_taken', { field: '/name' });
  if (constraint === 'snippets_workspace_id_team_id_fkey') fail('team_not_found', { field: '/teamId' });
  throw thrown;
}
