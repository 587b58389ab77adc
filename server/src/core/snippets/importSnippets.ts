import {
  type ImportResult,
  type ImportRow,
  MacroCreate,
  SnippetCreate,
  type SnippetImport,
} from '@causerie/protocol';
import { Check } from 'typebox/value';
import type { DeskActor } from '../actor.ts';
import { recordAudit } from '../audit/recordAudit.ts';
import { type Core, type CoreTx, transact } from '../core.ts';
import type { FileStore } from '../files/fileStore.ts';
import { announceMacros, insertMacro, updateMacro } from '../macros/writeMacro.ts';
import { type FilePlan, planFiles } from './carryFiles.ts';
import { type FileItem, readSnippetFile } from './readSnippetFile.ts';
import { announceSnippets, insertSnippet, updateSnippet } from './writeSnippet.ts';

/** What the workspace has, by folded name. */
type Known = {
  teams: Map<string, string>;
  members: Map<string, string>;
  snippets: Map<string, { id: string; said: string }>;
  macros: Map<string, { id: string; said: string }>;
};

type Planned = ImportRow & { apply?: (tx: CoreTx) => Promise<void> };

/**
 * Reads a file of snippets and macros: what has a name that is there already is brought to what the file says, the rest
 * is made. Items with a problem are left out and told; those without are applied together or not at all. The same file
 * again changes nothing. Errors: `invalid_value` for a file that cannot be read at all.
 */
export async function importSnippets(
  core: Core,
  store: FileStore,
  actor: DeskActor,
  input: SnippetImport,
): Promise<ImportResult> {
  const items = readSnippetFile(input);
  // Files are stored before all else: those of what is refused would be stored for nothing.
  const before = await readKnown(core.db, actor.workspaceId);
  const sound = items.filter(
    (item) => item.kind === 'snippet' && planSnippet(actor, before, item, undefined).action !== 'error',
  );
  const files = await planFiles(core, store, actor, sound, input.apply === true);
  return transact(core, async (tx) => {
    const known = await readKnown(tx, actor.workspaceId);
    const rows: Planned[] = [];
    const seen = new Set<string>();
    for (const item of items) {
      const planned =
        item.kind === 'snippet'
          ? planSnippet(actor, known, item, files.get(item))
          : planMacro(actor, known, item);
      const key = `${item.kind} ${item.name.toLowerCase()}`;
      const row: Planned = seen.has(key) ? refuse(item, 'This name stands in the file twice.') : planned;
      seen.add(key);
      rows.push(row);
      if (input.apply) await row.apply?.(tx);
      // A macro may name a snippet that the same file brings.
      else if (item.kind === 'snippet' && row.action === 'create')
        known.snippets.set(item.name.toLowerCase(), { id: actor.workspaceId, said: '' });
    }
    if (input.apply) {
      announceSnippets(tx, actor.workspaceId);
      announceMacros(tx, actor.workspaceId);
      const named = (action: ImportRow['action']) =>
        rows.filter((each) => each.action === action).map((each) => each.name);
      await recordAudit(tx, actor, {
        action: 'snippet.imported',
        after: { created: named('create'), changed: named('update') },
      });
    }
    return { applied: input.apply === true, rows: rows.map(({ apply: _, ...row }) => row) };
  });
}

function planSnippet(
  actor: DeskActor,
  known: Known,
  item: Extract<FileItem, { kind: 'snippet' }>,
  files: FilePlan | undefined,
): Planned {
  const team = teamOf(known, item.team);
  if (team === undefined) return refuse(item, `There is no team “${item.team}”.`);
  const input = { name: item.name, topic: item.topic, teamId: team, texts: item.texts };
  if (!Check(SnippetCreate, input)) return refuse(item, problemOf(item));
  const languages = item.texts.map((text) => text.language.toLowerCase());
  const twice = languages.find((language, i) => languages.indexOf(language) !== i);
  if (twice) return refuse(item, `The language ${twice} is given twice.`);
  const there = known.snippets.get(item.name.toLowerCase());
  if (files && 'problem' in files) return refuse(item, files.problem);
  // A file that says nothing of files leaves them as they are.
  const fileIds = files && 'fileIds' in files ? files.fileIds : undefined;
  const whole = { ...input, ...(fileIds && { fileIds }) };
  const sameFiles = files === undefined || 'same' in files;
  if (there?.said === sayingOf(input) && sameFiles) return row(item, 'same');
  return {
    ...row(item, there ? 'update' : 'create'),
    async apply(tx) {
      if (there) await updateSnippet(tx, actor.workspaceId, there.id, whole);
      else
        known.snippets.set(item.name.toLowerCase(), { id: await insertSnippet(tx, actor, whole), said: '' });
    },
  };
}

function planMacro(actor: DeskActor, known: Known, item: Extract<FileItem, { kind: 'macro' }>): Planned {
  const team = teamOf(known, item.team);
  if (team === undefined) return refuse(item, `There is no team “${item.team}”.`);
  const actions: unknown[] = [];
  for (const action of item.actions) {
    const resolved = resolveAction(known, action);
    if (typeof resolved === 'string') return refuse(item, resolved);
    actions.push(resolved);
  }
  const input = { name: item.name, teamId: team, actions };
  if (!Check(MacroCreate, input)) return refuse(item, 'An action is not one that there is, or lacks a part.');
  const there = known.macros.get(item.name.toLowerCase());
  if (there?.said === sayingOf(input)) return row(item, 'same');
  return {
    ...row(item, there ? 'update' : 'create'),
    async apply(tx) {
      if (there) await updateMacro(tx, actor.workspaceId, there.id, input);
      else await insertMacro(tx, actor, input);
    },
  };
}

/** Names in the file become ids here: snippets and teams by name, people by address. */
function resolveAction(known: Known, action: Record<string, unknown>): object | string {
  const { type, snippet, team, to } = action;
  if (type === 'snippet') {
    const found = known.snippets.get(String(snippet).toLowerCase());
    return found ? { type, snippetId: found.id } : `There is no snippet “${snippet}”.`;
  }
  if (type === 'team') {
    const found = teamOf(known, team === null ? null : String(team));
    return found === undefined ? `There is no team “${team}”.` : { type, teamId: found };
  }
  if (type === 'assign' && to !== 'me' && to !== 'nobody') {
    const found = known.members.get(String(to).toLowerCase());
    return found ? { type, to: found } : `There is no member with the address “${to}”.`;
  }
  return action;
}

const teamOf = (known: Known, name: string | null): string | null | undefined =>
  name === null ? null : known.teams.get(name.toLowerCase());

const row = ({ line, kind, name }: FileItem, action: ImportRow['action']): ImportRow => ({
  line,
  kind,
  name,
  action,
  problem: null,
});
const refuse = (item: FileItem, problem: string): ImportRow => ({ ...row(item, 'error'), problem });

function problemOf({ name, texts }: Extract<FileItem, { kind: 'snippet' }>): string {
  if (name === '') return 'It has no name.';
  if (name.length > 80) return 'Its name is longer than 80 characters.';
  if (texts.length === 0 || texts.some((text) => text.text === '')) return 'A text is empty.';
  if (texts.some((text) => text.text.length > 10_000)) return 'A text is longer than 10,000 characters.';
  return 'A language is not a tag such as en, fr or pt-BR, or the topic is too long.';
}

/** What can be compared of a snippet or macro: everything that a file can say. */
const sayingOf = ({
  topic,
  teamId,
  texts,
  actions,
}: {
  topic?: unknown;
  teamId?: unknown;
  texts?: unknown;
  actions?: unknown;
}): string => JSON.stringify([topic ?? null, teamId ?? null, texts ?? null, actions ?? null], sortedKeys);

/** The database gives the parts of an object in an order of its own. */
const sortedKeys = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

async function readKnown(tx: Pick<CoreTx, 'query'>, workspaceId: string): Promise<Known> {
  const teams = await tx.query<{ key: string; id: string }>(
    'select lower(name) as key, id from teams where workspace_id = $1',
    [workspaceId],
  );
  const members = await tx.query<{ key: string; id: string }>(
    'select u.email as key, u.id from members m join users u on u.id = m.user_id where m.workspace_id = $1',
    [workspaceId],
  );
  const snippets = await tx.query<{
    id: string;
    key: string;
    topic: string | null;
    team_id: string | null;
    texts: unknown;
  }>(
    `select s.id, lower(s.name) as key, s.topic, s.team_id, (select jsonb_agg(jsonb_build_object('language', t.language, 'text', t.text) order by t.place)
       from snippet_texts t where (t.workspace_id, t.snippet_id) = (s.workspace_id, s.id)) as texts
     from snippets s where s.workspace_id = $1 and s.deleted_at is null`,
    [workspaceId],
  );
  const macros = await tx.query<{ id: string; key: string; team_id: string | null; actions: unknown }>(
    'select id, lower(name) as key, team_id, actions from macros where workspace_id = $1',
    [workspaceId],
  );
  return {
    teams: new Map(teams.rows.map((each) => [each.key, each.id])),
    members: new Map(members.rows.map((each) => [each.key, each.id])),
    snippets: new Map(
      snippets.rows.map((each) => [
        each.key,
        { id: each.id, said: sayingOf({ ...each, teamId: each.team_id }) },
      ]),
    ),
    macros: new Map(
      macros.rows.map((each) => [
        each.key,
        { id: each.id, said: sayingOf({ actions: each.actions, teamId: each.team_id }) },
      ]),
    ),
  };
}
