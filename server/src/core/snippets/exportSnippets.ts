import type { MacroAction } from '@causerie/protocol';
import { formatTableRow } from '../../engines/tables/formatTableRow.ts';
import type { DeskActor } from '../actor.ts';
import type { Core } from '../core.ts';
import type { FileStore } from '../files/fileStore.ts';
import { listMacros } from '../macros/macroRecord.ts';
import { readCarriedFiles } from './carryFiles.ts';
import { listSnippets } from './snippetRecord.ts';

const ALL = { limit: 100_000, cursor: undefined };

/** Every snippet that the actor sees, a line for each language. */
export async function exportSnippetsCsv(core: Core, actor: DeskActor): Promise<string> {
  const { teams } = await readNames(core, actor.workspaceId);
  const snippets = await listSnippets(core.db, actor, ALL);
  const lines = snippets.flatMap((snippet) =>
    snippet.texts.map(({ language, text }) => [
      snippet.name,
      snippet.topic ?? '',
      (snippet.teamId && teams.get(snippet.teamId)) ?? '',
      language,
      text,
    ]),
  );
  // The mark tells spreadsheets that this is UTF-8.
  return `\ufeff${[['name', 'topic', 'team', 'language', 'text'], ...lines].map(formatTableRow).join('')}`;
}

/**
 * Snippets and macros in words that another workspace understands: teams and snippets by name, people by address; files
 * with their bytes, as many as an import may bring.
 */
export async function exportSnippetsJson(core: Core, store: FileStore, actor: DeskActor): Promise<object> {
  const names = await readNames(core, actor.workspaceId);
  const snippets = await listSnippets(core.db, actor, ALL);
  const files = await readCarriedFiles(store, actor.workspaceId, snippets);
  const macros = await listMacros(core.db, actor, ALL);
  const snippetNames = new Map(snippets.map((snippet) => [snippet.id, snippet.name]));
  const teamOf = (id: string | null) => (id && names.teams.get(id)) ?? null;
  const portable = (action: MacroAction): object => {
    if (action.type === 'snippet')
      return { type: action.type, snippet: snippetNames.get(action.snippetId) ?? '' };
    if (action.type === 'team') return { type: action.type, team: teamOf(action.teamId) };
    if (action.type === 'assign') return { ...action, to: names.members.get(action.to) ?? action.to };
    return action;
  };
  return {
    snippets: snippets.map(({ id, name, topic, teamId, texts }) => ({
      name,
      topic,
      team: teamOf(teamId),
      texts,
      files: files.get(id) ?? [],
    })),
    macros: macros.map(({ name, teamId, actions }) => ({
      name,
      team: teamOf(teamId),
      actions: actions.map(portable),
    })),
  };
}

async function readNames(core: Core, workspaceId: string) {
  const teams = await core.db.query<{ id: string; name: string }>(
    'select id, name from teams where workspace_id = $1',
    [workspaceId],
  );
  const members = await core.db.query<{ id: string; email: string }>(
    'select u.id, u.email from members m join users u on u.id = m.user_id where m.workspace_id = $1',
    [workspaceId],
  );
  return {
    teams: new Map(teams.rows.map((row) => [row.id, row.name])),
    members: new Map(members.rows.map((row) => [row.id, row.email])),
  };
}
