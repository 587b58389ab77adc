import type { MacroAction } from '@causerie/protocol';
import type { CoreTx } from '../core/core.ts';
import { insertMacro } from '../core/macros/writeMacro.ts';
import { insertSnippet } from '../core/snippets/writeSnippet.ts';
import { ownerOf } from './ownerOf.ts';
import type { People } from './planConversation.ts';

/** As `demo/data/snippets.json` has them: texts by language, teams by key, snippets by name. */
export type SampleSnippets = {
  snippets: { name: string; topic?: string; team?: string; texts: Record<string, string> }[];
  macros: { name: string; actions: Record<string, unknown>[] }[];
};

/** The sample company's snippets and macros, written by its first agent. */
export async function insertSnippets(tx: CoreTx, people: People, sample: SampleSnippets): Promise<void> {
  const actor = ownerOf(people);
  const ids = new Map<string, string>();
  for (const { name, topic, team, texts } of sample.snippets) {
    const id = await insertSnippet(tx, actor, {
      name,
      topic: topic ?? null,
      teamId: (team && people.teams.get(team)) ?? null,
      texts: Object.entries(texts).map(([language, text]) => ({ language, text })),
    });
    ids.set(name, id);
  }
  for (const { name, actions } of sample.macros) {
    const resolved = actions.map((action) => {
      if (action.type === 'snippet') return { type: 'snippet', snippetId: ids.get(String(action.snippet)) };
      if (action.type === 'team') return { type: 'team', teamId: people.teams.get(String(action.team)) };
      return action;
    });
    await insertMacro(tx, actor, { name, actions: resolved as MacroAction[] });
  }
}
