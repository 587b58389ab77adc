import type { DeskActor } from '../actor.ts';
import type { Core } from '../core.ts';

/**
 * All examples and titles for customers, `faq<TAB>language<TAB>example<TAB>title` a line; line ends and tabs within one are blanks. A title
 * stands beside the first example in its language, or by itself. FAQs with neither have no line.
 */
export async function exportFaqs({ db }: Core, { workspaceId }: DeskActor): Promise<string> {
  const found = await db.query<{ name: string; language: string; text: string; title: string }>(
    `with e as (select faq_id, id, language, text, row_number() over (partition by faq_id, lower(language) order by id) as nth
       from faq_examples where workspace_id = $1),
     t as (select faq_id, language, title from faq_titles where workspace_id = $1)
     select s.name, coalesce(e.language, t.language) as language, coalesce(e.text, '') as text, coalesce(t.title, '') as title
     from e full join t on t.faq_id = e.faq_id and lower(t.language) = lower(e.language) and e.nth = 1
     join faqs f on f.workspace_id = $1 and f.id = coalesce(e.faq_id, t.faq_id)
     join snippets s on (s.workspace_id, s.id) = (f.workspace_id, f.snippet_id)
     order by f.id, e.id, t.language`,
    [workspaceId],
  );
  const cell = (text: string) => text.replaceAll(/\s+/g, ' ').trim();
  const lines = found.rows.map((row) => [row.name, row.language, row.text, row.title].map(cell).join('\t'));
  return `${['faq\tlanguage\texample\ttitle', ...lines].join('\n')}\n`;
}
