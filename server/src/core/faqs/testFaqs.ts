import {
  chooseText,
  type FaqDecisionKind,
  type FaqTest,
  type FaqTestReason,
  type FaqTestResult,
  renderSnippet,
} from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import { answeredFrom } from '../../engines/language/decisionBands.ts';
import { explainMatch } from '../../engines/language/model/explainMatch.ts';
import type { DeskActor } from '../actor.ts';
import type { Core } from '../core.ts';
import { decideMessage } from './answer/decideMessage.ts';
import { answerAtOf } from './answer/decideParts.ts';
import { candidatesOf, type FaqPolicy, titleIn, worthOf } from './faqPolicies.ts';
import { readFaqSettings } from './faqSettings.ts';
import type { ModelCache } from './training/modelCache.ts';

/** A contact who is in every share: what the bot would do at most. */
const ANYBODY = 'anybody';

/** What would be done with a message by the newest model, and why. Nothing is written. */
export async function testFaqs(
  { db, embedder }: Core,
  models: ModelCache,
  { workspaceId }: DeskActor,
  { text }: FaqTest,
): Promise<FaqTestResult> {
  const loaded = await models.newest(workspaceId);
  if (!loaded) return nothing;
  const settings = await readFaqSettings(db, workspaceId);
  const vectors = await embedder.embed(workspaceId, loaded.model, [text]);
  const { match, kind, faqIds, policies, vector } = await decideMessage(db, loaded, {
    workspaceId,
    contactId: ANYBODY,
    text,
    vectors,
    settings,
    held: true,
  });
  const best = match.ranked.find((one) => policies.has(one.faq));
  const { words, examples } = explainMatch(loaded.model, text, match.language, best?.faq);
  const numbered = examples.filter((one) => one.number >= 0);
  const texts = best ? await readExampleTexts(db, workspaceId, best.faq, match.language) : [];
  // Two questions at once get both answers.
  const said = kind === 'answer' ? faqIds : best ? [best.faq] : [];
  const answers = await Promise.all(
    said.map((id) => readAnswer(db, workspaceId, policies.get(id)!.snippetId, match.language)),
  );
  const answerAt = answerAtOf(match, settings.promise);
  const policy = best && policies.get(best.faq);
  return {
    modelVersion: loaded.version,
    language: match.language,
    ranked: match.ranked.flatMap(({ faq, probability }) => {
      const policy = policies.get(faq);
      return policy
        ? [
            {
              faqId: faq,
              title: policy.title,
              customerTitle: titleIn(policy, match.language),
              probability,
              cost: policy.cost,
              stage: policy.stage,
            },
          ]
        : [];
    }),
    none: match.none,
    decision: kind,
    reason: reasonOf(kind, policy, faqIds.length),
    answerFrom: answeredFrom(candidatesOf(match.ranked, policies), {
      worth: worthOf(settings),
      answerAt,
      mayAsk: settings.askAllowed,
    }),
    faqIds,
    answer: best ? answers.filter((one) => one !== null).join('\n\n') || null : null,
    answerAt,
    words,
    examples: numbered.flatMap(({ number, similarity }) => {
      const example = texts[number];
      return example === undefined ? [] : [{ text: example, similarity }];
    }),
    questions: match.questions.flatMap(({ text: part, ranked }) =>
      ranked[0] ? [{ text: part, faqId: ranked[0].faq, probability: ranked[0].probability }] : [],
    ),
    vector: vector ?? 'off',
  };
}

/** Above every probability. */
const NEVER = 1.01;

function reasonOf(kind: FaqDecisionKind, best: FaqPolicy | undefined, offered: number): FaqTestReason {
  if (!best) return 'nothing_fits';
  if (kind === 'answer') return 'sure';
  if (kind === 'ask') return offered === 1 ? 'likely' : 'close';
  if (best.stage === 'off') return 'off';
  if (kind === 'leave') return 'nothing_fits';
  return best.cost === 'never' ? 'never_alone' : 'unsure';
}

const nothing: FaqTestResult = {
  modelVersion: null,
  language: 'und',
  ranked: [],
  none: 1,
  decision: 'leave',
  reason: 'untrained',
  answerFrom: NEVER,
  faqIds: [],
  answer: null,
  answerAt: NEVER,
  words: [],
  examples: [],
  questions: [],
  vector: 'off',
};

/** In the order in which they are trained on. An edit since then may have moved them by one; the next training mends it. */
export async function readExampleTexts(
  db: Pick<Db, 'query'>,
  workspaceId: string,
  faqId: string,
  language: string,
): Promise<string[]> {
  const found = await db.query<{ text: string }>(
    `select text from faq_examples where workspace_id = $1 and faq_id = $2 and lower(split_part(language, '-', 1)) = $3 order by id`,
    [workspaceId, faqId, language],
  );
  return found.rows.map((row) => row.text);
}

async function readAnswer(
  db: Pick<Db, 'query'>,
  workspaceId: string,
  snippetId: string,
  language: string,
): Promise<string | null> {
  const found = await db.query<{ language: string; text: string }>(
    'select language, text from snippet_texts where workspace_id = $1 and snippet_id = $2 order by place',
    [workspaceId, snippetId],
  );
  const chosen = chooseText(found.rows, language);
  return chosen ? renderSnippet(chosen.text, {}).text : null;
}
