import type { Content } from '@causerie/protocol';
import { AppError } from '../../../errors.ts';
import type { SystemActor } from '../../actor.ts';
import { lockConversation, writeChange } from '../../conversations/changeConversation.ts';
import { type Core, type CoreTx, transact } from '../../core.ts';
import { noVectors, type Vectors } from '../../embeddings/embedder.ts';
import { readFaqSettings } from '../faqSettings.ts';
import type { LoadedModel } from '../training/modelCache.ts';
import { considerStepBack } from './considerStepBack.ts';
import { resolvedNow, type Turn } from './plan.ts';
import { type HandOver, planHandOver } from './planHandOver.ts';
import { planReply } from './planReply.ts';
import { recordDecision, settleDecision } from './recordDecision.ts';
import { readTried } from './tried.ts';

/**
 * Deals with what a contact has written to the bot. Its words, what is on record of the decision and that it has been dealt with
 * are one transaction under the conversation's lock: however many workers see the message, one answers it, once. `model`
 * undefined, or `givenUp`: it goes to people. `vectors`: of what is decided on, where the model wants them (`embedAsked`). False where there was nothing to do.
 */
export async function answerConversation(
  core: Core,
  model: LoadedModel | undefined,
  workspaceId: string,
  conversationId: string,
  { givenUp = false, vectors = noVectors }: { givenUp?: boolean; vectors?: Vectors } = {},
): Promise<boolean> {
  const system: SystemActor = { kind: 'system', workspaceId };
  return transact(core, async (tx) => {
    const before = await lockConversation(tx, system, conversationId).catch(goneMeanwhile);
    if (!before) return false;
    const held = await readHold(tx, workspaceId, conversationId);
    if (!held || held.unseen <= 0) return false;
    const turn: Turn = {
      workspaceId,
      conversationId,
      contactId: before.contactId,
      contactLanguage: before.contactLanguage,
      unseen: await readUnseen(tx, workspaceId, conversationId, held.unseen),
      tried: await readTried(tx, workspaceId, conversationId, held.since),
      vectors,
    };
    const settings = await readFaqSettings(tx, workspaceId);
    const leave = (reason: HandOver) => planHandOver(before, turn, reason);
    const plan =
      givenUp || !model
        ? leave('unavailable')
        : held.otherBot || held.forbidden || turn.unseen.length === 0
          ? leave('no_answer')
          : await planReply(tx, turn, model, settings, leave);
    const dueAt = new Date(Date.now() + settings.resolveAfterHours * 3600_000);
    const { entries } = await writeChange(tx, before, plan.entries, {
      bot_seen: before.contactMessages,
      ...(plan.set.status === undefined && { bot_due_at: dueAt }),
      ...plan.set,
    });
    const reference = { workspaceId, conversationId };
    if (plan.decided && model) {
      const { decision, chosen, acted } = plan.decided;
      const seq = turn.unseen.at(-1)!.seq;
      const answerSeq = acted ? entries.find((entry) => entry.kind === 'message')?.seq : undefined;
      await recordDecision(tx, { ...reference, seq }, model.version, decision, {
        answerSeq,
        ...(chosen && { chosen }),
      });
    }
    for (const { seq, ...verdict } of plan.settled) {
      const settled = await settleDecision(tx, { ...reference, seq }, verdict);
      if (settled?.bestFaqId)
        await considerStepBack(tx, workspaceId, settled.bestFaqId, { conversationId, seq });
    }
    return true;
  });
}

/** Nobody wrote for so long that it must have been enough: the conversation is resolved. */
export async function endSilent(core: Core, workspaceId: string, conversationId: string): Promise<void> {
  const system: SystemActor = { kind: 'system', workspaceId };
  await transact(core, async (tx) => {
    const before = await lockConversation(tx, system, conversationId).catch(goneMeanwhile);
    if (!before) return;
    const held = await readHold(tx, workspaceId, conversationId);
    if (!held || held.unseen > 0 || held.dueAt === null || held.dueAt > new Date()) return;
    for (const { seq, outcome } of await readTried(tx, workspaceId, conversationId, held.since))
      if (outcome === null)
        await settleDecision(tx, { workspaceId, conversationId, seq }, { outcome: 'silent', isRight: null });
    await writeChange(
      tx,
      before,
      [{ author: system, kind: 'event', event: { type: 'resolved' } }],
      resolvedNow(),
    );
  });
}

/** `forbidden`: the inbox's bot was switched off meanwhile. */
type Hold = { since: Date; unseen: number; dueAt: Date | null; otherBot: boolean; forbidden: boolean };

/** Of a locked conversation; undefined where a person has it. */
async function readHold(tx: CoreTx, workspaceId: string, id: string): Promise<Hold | undefined> {
  const found = await tx.query<Hold>(
    `select bot_since as since, contact_messages - bot_seen as unseen, bot_due_at as "dueAt",
       exists (select from entries e where e.workspace_id = $1 and e.conversation_id = $2 and e.kind = 'message'
         and e.author_kind = 'bot' and e.author_id is not null and e.at >= c.bot_since) as "otherBot",
       not exists (select from inboxes i where i.workspace_id = $1 and i.id = c.inbox_id and i.bot and i.deleted_at is null) as forbidden
     from conversations c where workspace_id = $1 and id = $2 and bot_since is not null`,
    [workspaceId, id],
  );
  return found.rows[0];
}

/** Oldest first; of very many the last. */
async function readUnseen(
  tx: CoreTx,
  workspaceId: string,
  id: string,
  unseen: number,
): Promise<Turn['unseen']> {
  const found = await tx.query<{ seq: number; content: Content }>(
    `select seq, content from entries where workspace_id = $1 and conversation_id = $2 and kind = 'message' and author_kind = 'contact'
     order by seq desc limit $3`,
    [workspaceId, id, Math.min(unseen, 20)],
  );
  return found.rows.reverse();
}

/** Erased, or with its workspace. */
function goneMeanwhile(thrown: unknown): undefined {
  if (thrown instanceof AppError && thrown.code === 'conversation_not_found') return undefined;
  throw thrown;
}
