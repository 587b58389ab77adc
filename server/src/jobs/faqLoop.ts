import type { Announcement } from '../core/announcements.ts';
import type { Core } from '../core/core.ts';
import { noVectors, type Vectors } from '../core/embeddings/embedder.ts';
import { retryEndpoints } from '../core/embeddings/retryEndpoints.ts';
import { answerConversation, endSilent } from '../core/faqs/answer/answerConversation.ts';
import { type Due, listAsked, listSilent, listStuck } from '../core/faqs/answer/dueConversations.ts';
import { embedAsked } from '../core/faqs/answer/embedAsked.ts';
import { listObservedWorkspaces, Observer } from '../core/faqs/answer/observe.ts';
import { forgetRemoved } from '../core/faqs/training/forgetRemoved.ts';
import type { ModelCache } from '../core/faqs/training/modelCache.ts';
import { Trainer } from '../core/faqs/training/trainModels.ts';
import { coerceError } from '../errors.ts';
import { DueWorkspaces } from './dueWorkspaces.ts';
import { startLoop } from './startLoop.ts';

export type FaqLoop = { notice(announcement: Announcement): void; stop(): Promise<void> };

type Log = { error(details: object, text: string): void };

const AT_ONCE = 50;
const ALL_EVERY = 5;
/** A customer must not wait longer than this for the bot to make up its mind. */
const STUCK_SECONDS = 3;

/**
 * The bot, its observer and its trainer. What is heard wakes them at once; what was missed is found by looking again and again. The
 * watchdog gives to people what the bot has not dealt with in time, whatever keeps it.
 */
export function startFaqLoop(core: Core, models: ModelCache, everyMs: number, log: Log): FaqLoop {
  const observer = new Observer(core, models);
  const trainer = new Trainer(core);
  const due = new DueWorkspaces(everyMs * ALL_EVERY);
  const answering = startLoop(
    'automatic answers',
    Math.min(everyMs, 1000),
    () => answer(core, models, log),
    log,
  );
  const training = startLoop('training', Math.min(everyMs, 1000), () => trainer.trainNext(), log);
  const observing = startLoop('shadow decisions', everyMs, () => observe(core, observer, due.take()), log);
  const others = [
    startLoop('bot watchdog', 1000, () => releaseStuck(core), log),
    startLoop('embeddings endpoints', everyMs * ALL_EVERY, () => retryEndpoints(core), log),
    startLoop('models that hold what was removed', everyMs * ALL_EVERY, () => forgetRemoved(core), log),
    startLoop('silent conversations', everyMs * ALL_EVERY, () => endSilents(core), log),
  ];
  return {
    notice(announcement) {
      if (announcement.kind === 'changed' && announcement.what === 'language_models') {
        models.expire(announcement.workspaceId);
        training.wake();
      }
      if (announcement.kind !== 'entries') return;
      const { conversation, entries, workspaceId } = announcement;
      if (conversation.status === 'pending') answering.wake();
      if (entries.every((entry) => entry.kind !== 'message' || entry.authorKind === 'bot')) return;
      due.add(workspaceId);
      observing.wake();
    },
    async stop() {
      trainer.stop();
      await Promise.all([answering, training, observing, ...others].map((loop) => loop.stop()));
    },
  };
}

async function answer(core: Core, models: ModelCache, log: Log): Promise<number> {
  const asked = await listAsked(core.db, AT_ONCE);
  const byWorkspace = Map.groupBy(asked, (one) => one.workspaceId);
  const answerAll = async (dues: Due[], vectors: Vectors) => {
    let done = 0;
    for (const due of dues) if (await answerOne(core, models, due, vectors, log)) done += 1;
    return done;
  };
  // All endpoints are asked at once, and nobody waits for that of another workspace.
  const waiting: { dues: Due[]; vectors: Promise<Vectors> }[] = [];
  let done = 0;
  for (const [workspaceId, dues] of byWorkspace) {
    const model = await models.get(workspaceId).catch(() => undefined);
    if (model?.model.embeddings)
      waiting.push({ dues, vectors: embedAsked(core, models, dues).catch(() => noVectors) });
  }
  for (const dues of byWorkspace.values())
    if (!waiting.some((one) => one.dues === dues)) done += await answerAll(dues, noVectors);
  for (const { dues, vectors } of waiting) done += await answerAll(dues, await vectors);
  return done;
}

/** A connection may be lost once; what fails twice is not tried on the customer's time. */
async function answerOne(
  core: Core,
  models: ModelCache,
  { workspaceId, id }: Due,
  vectors: Vectors,
  log: Log,
): Promise<boolean> {
  for (const _ of [1, 2])
    try {
      return await answerConversation(core, await models.get(workspaceId), workspaceId, id, { vectors });
    } catch (thrown) {
      log.error({ err: coerceError(thrown), conversationId: id }, 'the bot could not answer');
    }
  return answerConversation(core, undefined, workspaceId, id, { givenUp: true });
}

async function releaseStuck(core: Core): Promise<number> {
  const stuck = await listStuck(core.db, STUCK_SECONDS);
  for (const { workspaceId, id } of stuck)
    await answerConversation(core, undefined, workspaceId, id, { givenUp: true });
  return 0;
}

async function endSilents(core: Core): Promise<number> {
  const silent = await listSilent(core.db);
  for (const { workspaceId, id } of silent) await endSilent(core, workspaceId, id);
  return silent.length;
}

async function observe(core: Core, observer: Observer, among: string[] | undefined): Promise<number> {
  if (among?.length === 0) return 0;
  for (const id of await listObservedWorkspaces(core.db, among)) await observer.observe(id);
  return 0;
}
