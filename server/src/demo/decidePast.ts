import { type Core, transact } from '../core/core.ts';
import { decideMessage } from '../core/faqs/answer/decideMessage.ts';
import { judgeDecisions } from '../core/faqs/answer/judgeDecisions.ts';
import { recordDecision } from '../core/faqs/answer/recordDecision.ts';
import { readFaqSettings } from '../core/faqs/faqSettings.ts';
import type { LoadedModel, ModelCache } from '../core/faqs/training/modelCache.ts';
import { settleBotTalks } from './insertBotTalks.ts';

const LOOK_MS = 500;
const DAYS = 365;

type Asked = { id: string; contact_id: string; seq: number; at: Date; text: string };

/**
 * Once the model is trained: what it would have decided for what the sample's customers asked first, each at its time, and
 * how that compares with what the agents answered, so that the reports have something to show. Nothing waits for it. At each start what
 * an earlier one has left undone is done, and nothing twice.
 */
export async function decidePast(core: Core, models: ModelCache, signal: AbortSignal): Promise<void> {
  const found = await core.db.query<{ workspace_id: string }>(
    'select workspace_id from faq_settings where faqs > 0 limit 1',
  );
  const workspaceId = found.rows[0]?.workspace_id;
  if (!workspaceId) return;
  const asked = await listUndecided(core, workspaceId);
  if (asked.length > 0) {
    const model = await waitForModel(core, models, workspaceId, signal);
    if (!model) return;
    await decideAll(core, workspaceId, model, asked);
  }
  await judgeDecisions(core, workspaceId, undefined, DAYS);
}

/** What was asked first in the sample's conversations, which are older than their workspace, and is not decided. */
async function listUndecided(core: Core, workspaceId: string): Promise<Asked[]> {
  const found = await core.db.query<Asked>(
    `select * from (
       select distinct on (c.id) c.id, c.contact_id, e.seq, e.at, e.content->>'text' as text
       from workspaces w join conversations c on c.workspace_id = w.id and c.created_at < w.created_at
       join entries e on (e.workspace_id, e.conversation_id) = (c.workspace_id, c.id)
       where w.id = $1 and e.kind = 'message' and e.author_kind = 'contact' and e.content->>'kind' = 'text' and not c.spam
       order by c.id, e.seq) a
     where not exists (select from faq_decisions d where d.workspace_id = $1 and d.conversation_id = a.id and d.seq = a.seq)`,
    [workspaceId],
  );
  return found.rows;
}

async function waitForModel(
  core: Core,
  models: ModelCache,
  workspaceId: string,
  signal: AbortSignal,
): Promise<LoadedModel | undefined> {
  for (;;) {
    if (signal.aborted) return undefined;
    const ready = await core.db.query(
      `select from language_models where workspace_id = $1 and state = 'ready' limit 1`,
      [workspaceId],
    );
    if (ready.rowCount !== 0) break;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  models.expire(workspaceId);
  return models.get(workspaceId);
}

/** All or nothing, so that what comes of a talk is told of each. */
async function decideAll(core: Core, workspaceId: string, model: LoadedModel, asked: Asked[]): Promise<void> {
  const settings = await readFaqSettings(core.db, workspaceId);
  await transact(core, async (tx) => {
    for (const { id, contact_id, seq, at, text } of asked) {
      const decided = await decideMessage(tx, model, {
        workspaceId,
        contactId: contact_id,
        text,
        settings,
        held: false,
      });
      const reference = { workspaceId, conversationId: id, seq };
      if (await recordDecision(tx, reference, model.version, decided))
        await tx.query(
          'update faq_decisions set at = $4 where workspace_id = $1 and conversation_id = $2 and seq = $3',
          [workspaceId, id, seq, at],
        );
    }
    await settleBotTalks(tx, workspaceId);
  });
}
