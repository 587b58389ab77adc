import type { Db } from '../../../db/transaction.ts';
import type { Faq } from '../../../engines/language/model/languageModel.ts';
import type { TrainInput } from '../../../engines/language/model/trainModel.ts';

type Row = {
  id: string;
  title: string | null;
  language: string;
  examples: string[];
  answer: string | null;
};

/**
 * Everything that is learnt from, as it is now: each FAQ once for each language in which it has examples, with its title in that
 * language. Where it has none of its own there, the snippet's name is taken to be in the language in which the snippet answers first.
 */
export async function readTrainInput(db: Pick<Db, 'query'>, workspaceId: string): Promise<TrainInput> {
  const found = await db.query<Row>(
    `with asked as (
       select faq_id, lower(split_part(language, '-', 1)) as language, array_agg(text order by id) as examples
       from faq_examples where workspace_id = $1 group by 1, 2),
     answers as (
       select snippet_id, lower(split_part(language, '-', 1)) as language, text, place,
         row_number() over (partition by snippet_id, lower(split_part(language, '-', 1)) order by place) as nth
       from snippet_texts where workspace_id = $1)
     select f.id, a.language, a.examples, t.text as answer, coalesce(l.title, case when t.place = 0 then s.name end) as title
     from asked a join faqs f on f.workspace_id = $1 and f.id = a.faq_id
     join snippets s on (s.workspace_id, s.id) = (f.workspace_id, f.snippet_id)
     left join answers t on t.snippet_id = s.id and t.language = a.language and t.nth = 1
     left join lateral (select title from faq_titles l where l.workspace_id = $1 and l.faq_id = f.id
       and lower(split_part(l.language, '-', 1)) = a.language order by l.language limit 1) l on true
     order by f.id, a.language`,
    [workspaceId],
  );
  return { faqs: found.rows.map(toFaq) };
}

const toFaq = ({ id, language, examples, answer, title }: Row): Faq => ({
  id,
  language,
  examples,
  ...(title !== null && { title }),
  ...(answer !== null && { answer: withoutVariables(answer) }),
});

const withoutVariables = (text: string): string => text.replaceAll(/\{\{[^}]*\}\}/g, ' ');
