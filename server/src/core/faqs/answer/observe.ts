import type { FaqSettings } from '@causerie/protocol';
import type { Db } from '../../../db/transaction.ts';
import { aboutSince } from '../../conversations/activeAbout.ts';
import { changedSince } from '../../conversations/changedSince.ts';
import { parseWatermark, takeWatermark } from '../../conversations/readConversations.ts';
import { type Core, transact } from '../../core.ts';
import { readFaqSettings } from '../faqSettings.ts';
import type { LoadedModel, ModelCache } from '../training/modelCache.ts';
import { decideMessage } from './decideMessage.ts';
import { judgeDecisions } from './judgeDecisions.ts';
import { recordDecision } from './recordDecision.ts';

const MOST = 500;
/** How often decisions are judged that nobody's message brought up: replies age. */
const JUDGE_ALL_MS = 60_000;

/**
 * Decides in the shadow: for what contacts write where the bot does not answer, and compares with what people do then. It
 * looks at what was changed since its last look, and at first at the last ten minutes. Several nodes may
 * observe: the second to decide changes nothing.
 */
export class Observer {
  readonly #core: Core;
  readonly #models: ModelCache;
  readonly #seen = new Map<string, { watermark: string; judgedAllAt: number }>();

  constructor(core: Core, models: ModelCache) {
    this.#core = core;
    this.#models = models;
  }

  async observe(workspaceId: string): Promise<number> {
    const { db } = this.#core;
    const model = await this.#models.get(workspaceId);
    if (!model) return 0;
    const next = await takeWatermark(db);
    const seen = this.#seen.get(workspaceId);
    const now = performance.now();
    const all = !seen || now - seen.judgedAllAt > JUDGE_ALL_MS;
    const changed = seen
      ? await listChanged(db, workspaceId, seen.watermark)
      : await listRecent(db, workspaceId);
    this.#seen.set(workspaceId, { watermark: next, judgedAllAt: all ? now : seen.judgedAllAt });
    const settings = await readFaqSettings(db, workspaceId);
    const decided = await this.#decide(workspaceId, changed, model, settings);
    if (all || changed.length > 0) await judgeDecisions(this.#core, workspaceId, all ? undefined : changed);
    return decided;
  }

  async #decide(
    workspaceId: string,
    conversationIds: string[],
    model: LoadedModel,
    settings: FaqSettings,
  ): Promise<number> {
    const asked = await listUndecided(this.#core.db, workspaceId, conversationIds);
    const vectors = await this.#core.embedder.embed(
      workspaceId,
      model.model,
      asked.map((one) => one.text),
    );
    for (const { conversationId, contactId, seq, text } of asked) {
      await transact(this.#core, async (tx) => {
        const decided = await decideMessage(tx, model, {
          workspaceId,
          contactId,
          text,
          vectors,
          settings,
          held: false,
        });
        await recordDecision(tx, { workspaceId, conversationId, seq }, model.version, decided);
      }).catch(erasedMeanwhile);
    }
    return asked.length;
  }
}

/** Workspaces that have something to observe with; those among the given, or all. */
export async function listObservedWorkspaces(
  db: Pick<Db, 'query'>,
  among: readonly string[] | undefined,
): Promise<string[]> {
  const found = await db.query<{ workspace_id: string }>(
    `select workspace_id from faq_settings where faqs > 0 and ($1::uuid[] is null or workspace_id = any ($1))`,
    [among ?? null],
  );
  return found.rows.map((row) => row.workspace_id);
}

async function listChanged(db: Pick<Db, 'query'>, workspaceId: string, since: string): Promise<string[]> {
  const then = parseWatermark(since);
  if (!then) return [];
  const found = await db.query<{ id: string }>(`${changedSince} limit $4::int`, [
    workspaceId,
    String(then.xmin),
    then.snapshot,
    MOST,
  ]);
  return found.rows.map((row) => row.id);
}

const recently = `now() - interval '10 minutes'`;

/** At the first look, what a node that was here before may have left. */
async function listRecent(db: Pick<Db, 'query'>, workspaceId: string): Promise<string[]> {
  const found = await db.query<{ id: string }>(
    `select c.id from conversations c where c.workspace_id = $1 and c.status in ('open', 'pending') and c.active_at > ${recently}
       and ${aboutSince(recently)} order by c.active_about desc, c.active_at desc limit $2`,
    [workspaceId, MOST],
  );
  return found.rows.map((row) => row.id);
}

type Undecided = { conversationId: string; contactId: string; seq: number; text: string };

/** The contact's last words in each, where nobody has answered them and nothing is decided; not what is with the bot, spam or history. */
async function listUndecided(
  db: Pick<Db, 'query'>,
  workspaceId: string,
  ids: string[],
): Promise<Undecided[]> {
  if (ids.length === 0) return [];
  const found = await db.query<Undecided>(
    `select c.id as "conversationId", c.contact_id as "contactId", e.seq, e.content->>'text' as text
     from conversations c
     cross join lateral (select seq, at, content from entries where workspace_id = $1 and conversation_id = c.id
       and kind = 'message' and author_kind = 'contact' order by seq desc limit 1) e
     where c.workspace_id = $1 and c.id = any ($2) and c.bot_since is null and not c.spam and c.merged_into is null
       and e.content->>'kind' = 'text' and e.at > now() - interval '10 minutes'
       and not exists (select from faq_decisions d where d.workspace_id = $1 and d.conversation_id = c.id and d.seq >= e.seq)
       and not exists (select from entries a where a.workspace_id = $1 and a.conversation_id = c.id and a.seq > e.seq
         and a.kind = 'message' and a.author_kind = 'agent')`,
    [workspaceId, ids],
  );
  return found.rows;
}

function erasedMeanwhile(thrown: { constraint?: string }): void {
  if (thrown.constraint !== 'faq_decisions_workspace_id_conversation_id_fkey') throw thrown;
}
