import type { Conversation, Macro, MacroAction, Snippet } from '@causerie/protocol';
import { useMembers, useTeams } from '../conversations/useDirectory.ts';
import { chooseText, renderSnippet, type SnippetValues } from '../snippets/renderSnippet.ts';
import { useSnippets, useSnippetValues } from '../snippets/useSnippets.ts';
import { useWords } from '../words/WordsProvider.tsx';
import { describeAction } from './describeAction.ts';

/** What a macro will do, step by step; for a conversation with the very words that will be said. */
export function MacroSteps({ macro, row }: { macro: Pick<Macro, 'actions'>; row?: Conversation }) {
  const words = useWords();
  const names = { members: useMembers(), teams: useTeams(), snippets: useSnippets() ?? [] };
  const values = useSnippetValues(row, row !== undefined);
  return (
    <ol className="list-decimal space-y-1 ps-5 text-sm marker:text-faint">
      {macro.actions.map((action, i) => {
        const said = row && saidBy(action, names.snippets, row, values);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: an action is its place
          <li key={i} className="[overflow-wrap:anywhere]">
            {said !== undefined && action.type !== 'snippet'
              ? words.macros.actions[action.type]
              : describeAction(action, words, names)}
            {said !== undefined && (
              <p
                dir="auto"
                className="mt-1 line-clamp-4 rounded-md bg-accent-soft px-2.5 py-1.5 whitespace-pre-wrap"
              >
                {said}
              </p>
            )}
          </li>
        );
      })}
    </ol>
  );
}

function saidBy(action: MacroAction, snippets: readonly Snippet[], row: Conversation, values: SnippetValues) {
  if (action.type === 'reply' || action.type === 'note') return renderSnippet(action.text, values).text;
  if (action.type !== 'snippet') return undefined;
  const snippet = snippets.find((each) => each.id === action.snippetId);
  const text = snippet && chooseText(snippet.texts, row.contact.language);
  return text && renderSnippet(text.text, values).text;
}
