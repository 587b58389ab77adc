import {
  type Content,
  type ConversationPatch,
  chooseText,
  type MacroAction,
  renderSnippet,
  type SnippetValues,
} from '@causerie/protocol';
import { fail } from '../../errors.ts';
import { uuid } from '../../lib/uuid.ts';
import type { DeskActor } from '../actor.ts';
import { lockConversation } from '../conversations/changeConversation.ts';
import type { ConversationRecord } from '../conversations/conversationRecord.ts';
import { patchInTransaction } from '../conversations/patchConversation.ts';
import { loadConversation } from '../conversations/readConversations.ts';
import { appendCarefully } from '../conversations/sendMessage.ts';
import { type Core, type CoreTx, transact } from '../core.ts';
import { completeContent } from '../files/completeContent.ts';
import { kindOf } from '../files/storeFile.ts';
import { loadSnippetValues } from '../snippets/loadSnippetValues.ts';
import { noteSnippetUses } from '../snippets/noteSnippetUses.ts';
import { loadSnippet } from '../snippets/snippetRecord.ts';
import { loadMacro } from './macroRecord.ts';

/**
 * Does everything that a macro says, or nothing: one transaction. First who it belongs to and how it is marked, then
 * what is said, last its status, so that a reply neither takes it from whom it was given to nor comes after the end. The
 * same `runId` again changes nothing. Errors: `conversation_not_found`, `macro_not_found`, and those of the actions.
 */
export async function runMacro(
  core: Core,
  actor: DeskActor,
  conversationId: string,
  macroId: string,
  runId: string,
): Promise<ConversationRecord> {
  return transact(core, async (tx) => {
    const conversation = await lockConversation(tx, actor, conversationId);
    const macro = await loadMacro(tx, actor, macroId);
    const begun = await tx.query(
      `insert into macro_runs (workspace_id, id, conversation_id, macro_id, run_by) values ($1, $2, $3, $4, $5) on conflict do nothing`,
      [
        actor.workspaceId,
        runId,
        conversationId,
        macroId,
        actor.kind === 'agent' ? actor.userId : actor.keyId,
      ],
    );
    if (begun.rowCount === 0) return conversation;
    const { first, last } = planPatches(actor, conversation, macro.actions);
    await patchInTransaction(tx, actor, conversationId, first);
    await say(tx, actor, conversationId, macro.actions);
    await patchInTransaction(tx, actor, conversationId, last);
    return loadConversation(tx, actor, conversationId);
  });
}

/** What is set before anything is said, and what after. A later action of a kind overrides an earlier one. */
function planPatches(
  actor: DeskActor,
  conversation: ConversationRecord,
  actions: readonly MacroAction[],
): { first: ConversationPatch; last: ConversationPatch } {
  const [first, last]: ConversationPatch[] = [{}, {}];
  let labels = conversation.labels;
  for (const action of actions) {
    if (action.type === 'assign')
      Object.assign(action.to === 'nobody' ? last! : first!, { assigneeId: assigneeOf(actor, action.to) });
    if (action.type === 'team') first!.teamId = action.teamId;
    if (action.type === 'priority') first!.priority = action.priority;
    if (action.type === 'add_labels') labels = [...new Set([...labels, ...action.labels])];
    if (action.type === 'remove_labels') labels = labels.filter((label) => !action.labels.includes(label));
    if (action.type === 'status') last!.status = action.status;
    if (action.type === 'snooze') {
      last!.status = 'snoozed';
      last!.snoozedUntil = new Date(Date.now() + action.minutes * 60_000).toISOString();
    }
  }
  if (labels !== conversation.labels) first!.labels = labels;
  return { first: first!, last: last! };
}

function assigneeOf(actor: DeskActor, to: string): string | null {
  if (to === 'nobody') return null;
  if (to !== 'me') return to;
  return actor.kind === 'agent'
    ? actor.userId
    : fail('invalid_value', { field: '/actions', message: 'A program cannot be assigned a conversation.' });
}

async function say(
  tx: CoreTx,
  actor: DeskActor,
  conversationId: string,
  actions: readonly MacroAction[],
): Promise<void> {
  if (!actions.some((action) => ['reply', 'snippet', 'note'].includes(action.type))) return;
  const { values, language } = await loadSnippetValues(tx, actor, conversationId);
  const write = async (kind: 'message' | 'note', content: Content) => {
    const id = uuid();
    return { id, content, ...(await appendCarefully(tx, actor, { conversationId, id, kind, content })) };
  };
  for (const action of actions) {
    if (action.type === 'reply') await write('message', textOf(action.text, values));
    if (action.type === 'note') await write('note', textOf(action.text, values));
    if (action.type === 'snippet') {
      const snippet = await loadSnippet(tx, actor, action.snippetId);
      const chosen = chooseText(snippet.texts, language)!;
      const content = textOf(chosen.text, values);
      const sent = await write('message', content);
      if (actor.kind === 'agent')
        await noteSnippetUses(tx, actor, sent, [
          { snippetId: snippet.id, language: chosen.language, text: content.text },
        ]);
      for (const file of snippet.files)
        await write(
          'message',
          await completeContent(tx, actor, { kind: kindOf(file.mime, file.hasThumbnail), fileId: file.id }),
        );
    }
  }
}

/** A text that comes out empty has nothing but variables without value: it must not be sent. */
function textOf(text: string, values: SnippetValues): { kind: 'text'; text: string } {
  const rendered = renderSnippet(text, values).text.trim();
  if (rendered === '')
    fail('invalid_value', {
      field: '/actions',
      message: 'A text of this macro is empty here: what it names is not known.',
    });
  return { kind: 'text', text: rendered.slice(0, 10_000) };
}
