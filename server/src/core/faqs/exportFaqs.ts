import type { DeskActor } from '../actor.ts';
import type { Core } from '../core.ts';

/** All examples, `faq<TAB>language<TAB>example` a line; line ends and tabs within one are blanks. FAQs without examples have no line. */
export async function exportFaqs({ db }: Core, { workspaceId }: DeskActor): Promise<string> {
  const found = await db.query<{ title: string; language: string; text: string }>(
    `select s.name as title, e.language, e.text from faq_examples e
     join faqs f on (f.workspace_id, f.id) = (e.workspace_id, e.faq_id)
     join snippets s on (s.workspace_id, s.id) = (f.workspace_id, f.snippet_id)
     where e.workspace_id = $1 order by f.id, e.id`,
    [workspaceId],
  );
  const cell = (text: string) => text.replaceAll(/\s+/g, ' ').trim();
  const lines = found.rows.map((row) => [row.title, row.language, row.text].map(cell).join('\t'));
  return `${['faq\tlanguage\texample', ...lines].join('\n')}\n`;
}
