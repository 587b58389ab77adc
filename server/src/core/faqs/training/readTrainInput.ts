import type { Db } from '../../../db/transaction.ts';
import type { Faq } from '../../../engines/language/model/languageModel.ts';
import type { TrainInput } from '../../../engines/language/model/trainModel.ts';

/** Everything that is learnt from, as it is now: each FAQ once for each language in which it has examples. */
export async function readTrainInput(db: Pick<Db, 'query'>, workspaceId: string): Promise<TrainInput> {
  const found = await db.query<{
    id: string;
    title: string;
    language: string;
    examples: string[];
    answer: string | null;
  }>(
    `select f.id, s.name as title, lower(split_part(e.language, '-', 1)) as language, array_agg(e.text order by e.id) as examples,
       (select t.text from snippet_texts t where (t.workspace_id, t.snippet_id) = (f.workspace_id, f.snippet_id)
          and lower(split_part(t.language, '-', 1)) = lower(split_part(e.language, '-', 1)) order by t.place limit 1) as answer
     from faqs f join snippets s on (s.workspace_id, s.id) = (f.workspace_id, f.snippet_id)
     join faq_examples e on (e.workspace_id, e.faq_id) = (f.workspace_id, f.id)
     where f.workspace_id = $1
     group by f.workspace_id, f.id, f.snippet_id, s.name, lower(split_part(e.language, '-', 1))
     order by f.id`,
    [workspaceId],
  );
  return { faqs: found.rows.map(toFaq) };
}

/** The title counts as an example where it is in the language of the answer, which nothing says: so only the answer is given. */
const toFaq = ({
  id,
  language,
  examples,
  answer,
}: {
  id: string;
  language: string;
  examples: string[];
  answer: string | null;
}): Faq => ({ id, language, examples, ...(answer !== null && { answer: withoutVariables(answer) }) });

const withoutVariables = (text: string): string => text.replaceAll(/\{\{[^}]*\}\}/g, ' ');
