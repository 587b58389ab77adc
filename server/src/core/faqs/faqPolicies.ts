import { createHash } from 'node:crypto';
import type { FaqCost, FaqSettings, FaqStage, FaqTitle } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import type { Candidate, Worth } from '../../engines/language/decide.ts';
import { defaultWorth } from '../../engines/language/decide.ts';
import type { RankedFaq } from '../../engines/language/model/matchMessage.ts';

/** What a decision needs to know of an FAQ, as it is at that moment. */
export type FaqPolicy = {
  id: string;
  title: string;
  /** For customers, by language. */
  titles: FaqTitle[];
  snippetId: string;
  teamId: string | null;
  cost: FaqCost;
  stage: FaqStage;
  share: number;
};

/** Those of the ids that still are. */
export async function readFaqPolicies(
  db: Pick<Db, 'query'>,
  workspaceId: string,
  ids: readonly string[],
): Promise<Map<string, FaqPolicy>> {
  if (ids.length === 0) return new Map();
  const found = await db.query<FaqPolicy>(
    `select f.id, s.name as title, f.snippet_id as "snippetId", s.team_id as "teamId", f.cost, f.stage, f.share,
       (select coalesce(json_agg(json_build_object('language', l.language, 'title', l.title)), '[]')
        from faq_titles l where (l.workspace_id, l.faq_id) = (f.workspace_id, f.id)) as titles
     from faqs f join snippets s on (s.workspace_id, s.id) = (f.workspace_id, f.snippet_id)
     where f.workspace_id = $1 and f.id = any ($2)`,
    [workspaceId, ids],
  );
  return new Map(found.rows.map((row) => [row.id, row]));
}

/** What a customer reads who writes in this language: its own title, whatever the region, else the FAQ's. */
export function titleIn({ title, titles }: FaqPolicy, language: string): string {
  const plain = (tag: string) => tag.toLowerCase().split('-')[0];
  const same = titles.find((one) => one.language.toLowerCase() === language.toLowerCase());
  return (same ?? titles.find((one) => plain(one.language) === plain(language)))?.title ?? title;
}

/** As the engine wants them. What is `off` is never acted on. */
export const candidatesOf = (
  ranked: readonly RankedFaq[],
  policies: ReadonlyMap<string, FaqPolicy>,
): Candidate[] =>
  ranked.flatMap(({ faq, probability }) => {
    const policy = policies.get(faq);
    if (!policy) return [];
    const cost = policy.stage === 'off' || policy.cost === 'never' ? 'neverAlone' : policy.cost;
    return [{ faq, probability, cost }];
  });

export const worthOf = ({ savedMinutes, wrongMinutes }: FaqSettings): Worth => ({
  ...defaultWorth,
  saved: savedMinutes,
  wrong: wrongMinutes,
});

/** Whether this contact is among those that the FAQ answers. A contact's place from 0 to 99 never changes. */
export function answersContact({ stage, share }: FaqPolicy, contactId: string): boolean {
  return stage === 'all' || (stage === 'share' && placeOf(contactId) < share);
}

export const placeOf = (contactId: string): number =>
  createHash('sha256').update(contactId).digest().readUInt32BE(0) % 100;
