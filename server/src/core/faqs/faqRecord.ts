import type { Faq, FaqCost, FaqStage, FaqTitle } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import { fail } from '../../errors.ts';
import type { DeskActor } from '../actor.ts';

type Row = {
  id: string;
  snippet_id: string;
  title: string;
  titles: FaqTitle[];
  topic: string | null;
  answer_languages: string[];
  example_languages: string[];
  examples: number;
  cost: FaqCost;
  stage: FaqStage;
  share: number;
  stepped_back_at: Date | null;
  version: number;
  created_at: Date;
  updated_at: Date;
};

/** Ends where a further condition on `f` or its snippet `s` follows. */
const query = `select f.id, f.snippet_id, s.name as title, s.topic, f.examples, f.cost, f.stage, f.share,
    f.stepped_back_at, f.version, f.created_at, f.updated_at,
    (select coalesce(json_agg(json_build_object('language', l.language, 'title', l.title) order by l.language), '[]')
      from faq_titles l where (l.workspace_id, l.faq_id) = (f.workspace_id, f.id)) as titles,
    array(select t.language from snippet_texts t where (t.workspace_id, t.snippet_id) = (s.workspace_id, s.id) order by t.place) as answer_languages,
    array(select distinct e.language from faq_examples e where (e.workspace_id, e.faq_id) = (f.workspace_id, f.id) order by 1) as example_languages
  from faqs f join snippets s on (s.workspace_id, s.id) = (f.workspace_id, f.snippet_id)
  where f.workspace_id = $1`;

export type FaqFilter = {
  limit: number;
  cursor?: string | undefined;
  stage?: FaqStage;
  cost?: FaqCost;
  language?: string;
  q?: string;
};

/** By id: the order in which they were made. */
export async function listFaqs(
  db: Pick<Db, 'query'>,
  workspaceId: string,
  { limit, cursor, stage, cost, language, q }: FaqFilter,
): Promise<Faq[]> {
  const found = await db.query<Row>(
    `${query} and ($2::uuid is null or f.id > $2) and ($3::text is null or f.stage = $3)
       and ($4::text is null or strpos(lower(s.name), lower($4)) > 0
         or exists (select from faq_titles l where (l.workspace_id, l.faq_id) = (f.workspace_id, f.id) and strpos(lower(l.title), lower($4)) > 0)
         or exists (select from faq_examples e where (e.workspace_id, e.faq_id) = (f.workspace_id, f.id) and strpos(lower(e.text), lower($4)) > 0))
       and ($5::text is null or f.cost = $5)
       and ($6::text is null
         or exists (select from faq_examples e where (e.workspace_id, e.faq_id) = (f.workspace_id, f.id) and e.language = $6)
         or exists (select from snippet_texts t where (t.workspace_id, t.snippet_id) = (s.workspace_id, s.id) and t.language = $6))
     order by f.id limit $7`,
    [workspaceId, cursor ?? null, stage ?? null, q ?? null, cost ?? null, language ?? null, limit],
  );
  return found.rows.map(toFaq);
}

/** Throws `faq_not_found`. */
export async function loadFaq(
  db: Pick<Db, 'query'>,
  { workspaceId }: Pick<DeskActor, 'workspaceId'>,
  id: string,
): Promise<Faq> {
  const found = await db.query<Row>(`${query} and f.id = $2`, [workspaceId, id]);
  return toFaq(found.rows[0] ?? fail('faq_not_found'));
}

const toFaq = (row: Row): Faq => ({
  id: row.id,
  snippetId: row.snippet_id,
  title: row.title,
  titles: row.titles,
  topic: row.topic,
  answerLanguages: row.answer_languages,
  exampleLanguages: row.example_languages,
  examples: row.examples,
  cost: row.cost,
  stage: row.stage,
  share: row.share,
  steppedBackAt: row.stepped_back_at?.toISOString() ?? null,
  version: row.version,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
});
