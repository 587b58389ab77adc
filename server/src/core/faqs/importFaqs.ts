import { type FaqImport, type FaqImportResult, type FaqImportRow, LanguageTag } from '@causerie/protocol';
import { Check } from 'typebox/value';
import { fail } from '../../errors.ts';
import type { DeskActor } from '../actor.ts';
import { type Core, type CoreTx, transact } from '../core.ts';
import { exampleKey, insertExamples } from './examples.ts';
import { queueTraining } from './training/queueTraining.ts';
import { announceFaqs, insertFaq } from './writeFaq.ts';

const MOST_LINES = 100_000;

type Line = { line: number; faq: string; language: string; text: string };

/**
 * Reads a file of examples. FAQs are found by their titles; where there is a snippet of that name and no FAQ, one is made. Lines with
 * a problem are left out and told; the others are applied together or not at all. The same file again changes nothing.
 * Errors: `invalid_value` for a file without three columns or beyond the limits.
 */
export async function importFaqs(core: Core, actor: DeskActor, input: FaqImport): Promise<FaqImportResult> {
  const lines = readLines(input.text);
  return transact(core, async (tx) => {
    const known = await readKnown(tx, actor.workspaceId);
    const rows: FaqImportRow[] = [];
    const fresh = new Map<string, Map<string, Line>>();
    for (const one of lines) {
      const row = planLine(known, fresh, one);
      rows.push(row);
      if (row.action !== 'example' && row.action !== 'faq') continue;
      const name = one.faq.toLowerCase();
      const lines = fresh.get(name) ?? new Map<string, Line>();
      fresh.set(name, lines.set(exampleKey(one.text), one));
    }
    if (input.apply) await apply(tx, actor, known, fresh);
    return { applied: input.apply === true, rows };
  });
}

function readLines(text: string): Line[] {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  if (lines.length > MOST_LINES)
    fail('invalid_value', { field: '/text', message: `A file may have ${MOST_LINES} lines.` });
  const rows = lines.flatMap((line, i) => {
    if (line.trim() === '') return [];
    const [faq = '', language = '', ...rest] = line.split('\t');
    return [{ line: i + 1, faq: faq.trim(), language: language.trim(), text: rest.join(' ').trim() }];
  });
  const first = rows[0];
  if (!first || !rows.some((row) => row.text !== ''))
    fail('invalid_value', {
      field: '/text',
      message: 'Each line needs three cells with tabs between: FAQ, language, example.',
    });
  const isHeader = first.faq.toLowerCase() === 'faq' && first.language.toLowerCase() === 'language';
  return isHeader ? rows.slice(1) : rows;
}

type Known = {
  faqs: Map<string, { id: string; keys: Set<string> }>;
  snippets: Map<string, string>;
};

async function readKnown(tx: CoreTx, workspaceId: string): Promise<Known> {
  const faqs = await tx.query<{ id: string; name: string; keys: string[] }>(
    `select f.id, lower(s.name) as name, array(select key from faq_examples e where (e.workspace_id, e.faq_id) = (f.workspace_id, f.id)) as keys
     from faqs f join snippets s on (s.workspace_id, s.id) = (f.workspace_id, f.snippet_id) where f.workspace_id = $1`,
    [workspaceId],
  );
  const snippets = await tx.query<{ id: string; name: string }>(
    'select id, lower(name) as name from snippets where workspace_id = $1 and deleted_at is null',
    [workspaceId],
  );
  return {
    faqs: new Map(faqs.rows.map((row) => [row.name, { id: row.id, keys: new Set(row.keys) }])),
    snippets: new Map(snippets.rows.map((row) => [row.name, row.id])),
  };
}

function planLine(known: Known, fresh: Map<string, Map<string, Line>>, one: Line): FaqImportRow {
  const refuse = (problem: string): FaqImportRow => ({
    line: one.line,
    faq: one.faq,
    action: 'error',
    problem,
  });
  if (one.text === '') return refuse('There is no example.');
  if (one.text.length > 1000) return refuse('The example is longer than 1,000 characters.');
  if (one.text.includes('\u0000')) return refuse('The example has a character that cannot be stored.');
  if (one.language !== '' && !Check(LanguageTag, one.language))
    return refuse('The language is none, such as en or zh-Hans.');
  const name = one.faq.toLowerCase();
  const faq = known.faqs.get(name);
  if (!faq && !known.snippets.has(name)) return refuse('There is no FAQ and no snippet of this name.');
  const key = exampleKey(one.text);
  if (fresh.get(name)?.has(key) || faq?.keys.has(key))
    return { line: one.line, faq: one.faq, action: 'same', problem: null };
  const isNew = !faq && !fresh.has(name);
  return { line: one.line, faq: one.faq, action: isNew ? 'faq' : 'example', problem: null };
}

async function apply(
  tx: CoreTx,
  actor: DeskActor,
  known: Known,
  fresh: Map<string, Map<string, Line>>,
): Promise<void> {
  for (const [name, lines] of fresh) {
    const examples = [...lines.values()].map(({ text, language }) => ({
      text,
      ...(language && { language }),
    }));
    const faq = known.faqs.get(name);
    if (!faq) await insertFaq(tx, actor, { snippetId: known.snippets.get(name)!, examples });
    else {
      await insertExamples(tx, actor, faq.id, examples);
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
