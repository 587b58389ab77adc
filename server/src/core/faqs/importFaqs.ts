import {
  type FaqImport,
  type FaqImportResult,
  type FaqImportRow,
  type FaqTitle,
  LanguageTag,
} from '@causerie/protocol';
import { Check } from 'typebox/value';
import { fail } from '../../errors.ts';
import type { DeskActor } from '../actor.ts';
import { type Core, type CoreTx, transact } from '../core.ts';
import { exampleKey, insertExamples } from './examples.ts';
import { queueTraining } from './training/queueTraining.ts';
import { announceFaqs, changeFaq, insertFaq } from './writeFaq.ts';

const MOST_LINES = 100_000;

type Line = { line: number; faq: string; language: string; text: string; title: string };

/**
 * Reads a file of examples and titles. FAQs are found by their names; where there is a snippet of that name and no FAQ, one is made. Lines
 * with a problem are left out and told; the others are applied together or not at all. The same file again changes nothing, and
 * a title that is not in it stays.
 * Errors: `invalid_value` for a file without three columns or beyond the limits.
 */
export async function importFaqs(core: Core, actor: DeskActor, input: FaqImport): Promise<FaqImportResult> {
  const lines = readLines(input.text);
  return transact(core, async (tx) => {
    const known = await readKnown(tx, actor.workspaceId);
    const fresh = new Map<string, Fresh>();
    const rows = lines.map((one) => planLine(known, fresh, one));
    if (input.apply) await apply(tx, actor, known, fresh);
    return { applied: input.apply === true, rows };
  });
}

function readLines(text: string): Line[] {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  if (lines.length > MOST_LINES)
    fail('invalid_value', { field: '/text', message: `A file may have ${MOST_LINES} lines.` });
  const rows = lines.flatMap((line, i) =>
    line.trim() === '' ? [] : [{ line: i + 1, cells: line.split('\t') }],
  );
  const heading = rows[0]?.cells.map((cell) => cell.trim().toLowerCase()) ?? [];
  const hasHeading = heading[0] === 'faq' && heading[1] === 'language';
  // Without a heading a further tab is one in the example.
  const titleAt = hasHeading && heading[3] === 'title' ? 3 : Number.POSITIVE_INFINITY;
  const read = rows.slice(hasHeading ? 1 : 0).map(({ line, cells }) => ({
    line,
    faq: cells[0]!.trim(),
    language: cells[1]?.trim() ?? '',
    text: cells.slice(2, titleAt).join(' ').trim(),
    title: cells.slice(titleAt).join(' ').trim(),
  }));
  if (!read.some((row) => row.text !== '' || row.title !== ''))
    fail('invalid_value', {
      field: '/text',
      message: 'Each line needs three cells with tabs between: FAQ, language, example.',
    });
  return read;
}

/** By names in small letters. */
type Known = {
  faqs: Map<string, { id: string; keys: Set<string>; titles: Map<string, FaqTitle> }>;
  snippets: Map<string, string>;
};
/** What is new of an FAQ: examples by their keys, titles by their languages in small letters. */
type Fresh = { examples: Map<string, Line>; titles: Map<string, FaqTitle> };

async function readKnown(tx: CoreTx, workspaceId: string): Promise<Known> {
  const faqs = await tx.query<{ id: string; name: string; keys: string[]; titles: FaqTitle[] }>(
    `select f.id, lower(s.name) as name, array(select key from faq_examples e where (e.workspace_id, e.faq_id) = (f.workspace_id, f.id)) as keys,
       (select coalesce(json_agg(json_build_object('language', l.language, 'title', l.title)), '[]')
         from faq_titles l where (l.workspace_id, l.faq_id) = (f.workspace_id, f.id)) as titles
     from faqs f join snippets s on (s.workspace_id, s.id) = (f.workspace_id, f.snippet_id) where f.workspace_id = $1`,
    [workspaceId],
  );
  const snippets = await tx.query<{ id: string; name: string }>(
    'select id, lower(name) as name from snippets where workspace_id = $1 and deleted_at is null',
    [workspaceId],
  );
  return {
    faqs: new Map(
      faqs.rows.map(({ name, id, keys, titles }) => [
        name,
        { id, keys: new Set(keys), titles: new Map(titles.map((one) => [one.language.toLowerCase(), one])) },
      ]),
    ),
    snippets: new Map(snippets.rows.map((row) => [row.name, row.id])),
  };
}

/** Tells what the line would do, and adds that to `fresh`. */
function planLine(known: Known, fresh: Map<string, Fresh>, one: Line): FaqImportRow {
  const name = one.faq.toLowerCase();
  const faq = known.faqs.get(name);
  const news = fresh.get(name) ?? { examples: new Map(), titles: new Map() };
  const row = (action: FaqImportRow['action'], problem: string | null = null): FaqImportRow => ({
    line: one.line,
    faq: one.faq,
    action,
    problem,
  });
  const problem = problemOf(one) ?? problemOfTitle(one, news);
  if (problem) return row('error', problem);
  if (!faq && !known.snippets.has(name)) return row('error', 'There is no FAQ and no snippet of this name.');
  const key = exampleKey(one.text);
  const tag = one.language.toLowerCase();
  const isExample = one.text !== '' && !news.examples.has(key) && !faq?.keys.has(key);
  const isTitle = one.title !== '' && (news.titles.get(tag) ?? faq?.titles.get(tag))?.title !== one.title;
  if (!isExample && !isTitle) return row('same');
  if (isExample) news.examples.set(key, one);
  if (isTitle) news.titles.set(tag, { language: one.language, title: one.title });
  const isNew = !faq && !fresh.has(name);
  fresh.set(name, news);
  return row(isNew ? 'faq' : isExample ? 'example' : 'title');
}

function problemOf({ text, title, language }: Line): string | undefined {
  if (text === '' && title === '') return 'There is no example.';
  if (text.length > 1000) return 'The example is longer than 1,000 characters.';
  if ((text + title).includes('\u0000')) return 'The line has a character that cannot be stored.';
  if (language !== '' && !Check(LanguageTag, language)) return 'The language is none, such as en or zh-Hans.';
  return undefined;
}

function problemOfTitle({ title, language }: Line, { titles }: Fresh): string | undefined {
  if (title === '') return undefined;
  if (language === '') return 'A title needs a language.';
  if (title.length > 80) return 'The title is longer than 80 characters.';
  const other = titles.get(language.toLowerCase());
  if (other && other.title !== title) return 'A line above has another title in this language.';
  return undefined;
}

async function apply(tx: CoreTx, actor: DeskActor, known: Known, fresh: Map<string, Fresh>): Promise<void> {
  for (const [name, news] of fresh) {
    const examples = [...news.examples.values()].map(({ text, language }) => ({
      text,
      ...(language && { language }),
    }));
    const faq = known.faqs.get(name);
    const titles = [...new Map([...(faq?.titles ?? []), ...news.titles]).values()];
    if (!faq) await insertFaq(tx, actor, { snippetId: known.snippets.get(name)!, titles, examples });
    else {
      await insertExamples(tx, actor, faq.id, examples);
      if (news.titles.size > 0) await changeFaq(tx, actor, faq.id, { titles });
      else
        await tx.query(
          'update faqs set version = version + 1, updated_at = now() where workspace_id = $1 and id = $2',
          [actor.workspaceId, faq.id],
        );
    }
  }
  if (fresh.size === 0) return;
  await queueTraining(tx, actor.workspaceId);
  announceFaqs(tx, actor.workspaceId);
}
