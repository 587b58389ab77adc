import type { Snippet, SnippetUsage } from '@causerie/protocol';
import { useQuery } from '@tanstack/react-query';
import { MessageSquareQuote, Pencil, Plus, Search } from 'lucide-react';
import { Suspense, useMemo, useState } from 'react';
import { keys } from '../api/keys.ts';
import { usePercent } from '../automation/usePercent.ts';
import { useTeams } from '../conversations/useDirectory.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { ListState } from '../settings/ListState.tsx';
import { SettingsPage, Sheet } from '../settings/SettingsPage.tsx';
import { useSettingsList } from '../settings/useSettingsList.ts';
import { latePart } from '../shell/latePart.tsx';
import { Button, IconButton } from '../ui/Button.tsx';
import { TextField } from '../ui/Field.tsx';
import { RemoveButton } from '../ui/RemoveButton.tsx';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { rankSnippets } from './rankSnippets.ts';
import { SnippetDialog } from './SnippetDialog.tsx';
import { SnippetLife, useLifeFacts } from './SnippetLife.tsx';
import { TransferMenu } from './TransferMenu.tsx';
import { useCanSupervise } from './useCanSupervise.ts';

const MakeFaqDialog = latePart(async () => (await import('./MakeFaqDialog.tsx')).MakeFaqDialog);

type Change = (action: () => Promise<unknown>) => Promise<boolean>;

/** Every snippet by topic, how it fares, and the way to change it. */
export function SnippetsPage() {
  const words = useWords().snippets;
  const desk = useDesk();
  const can = useCanSupervise();
  const list = useSettingsList<Snippet>(keys.snippets(desk.workspaceId), desk.snippets.snippets);
  const { data: usage } = useQuery({
    queryKey: keys.snippetUsage(desk.workspaceId),
    queryFn: desk.snippets.usage,
  });
  const [editing, setEditing] = useState<Snippet | 'new'>();
  const [query, setQuery] = useState('');
  return (
    <SettingsPage
      title={words.page.title}
      lead={words.page.lead}
      action={
        <div className="flex flex-wrap gap-2">
          <TransferMenu canImport={can} />
          {can && (
            <Button look="primary" onClick={() => setEditing('new')}>
              <Plus className="size-4" />
              {words.page.create}
            </Button>
          )}
        </div>
      }
    >
      {!can && <p className="text-sm text-soft">{words.page.onlySupervisors}</p>}
      {(list.data?.length ?? 0) > 8 && (
        <div className="relative">
          <Search
            aria-hidden="true"
            className="pointer-events-none absolute end-3 top-1/2 size-4 -translate-y-1/2 text-faint"
          />
          <TextField
            hideLabel
            type="search"
            label={words.page.search}
            placeholder={words.page.search}
            value={query}
            onChange={(e) => setQuery(e.target.value)}
          />
        </div>
      )}
      {list.data ? (
        <Topics
          snippets={list.data}
          query={query}
          usage={usage}
          onEdit={can ? setEditing : undefined}
          change={list.change}
        />
      ) : (
        <Sheet>
          <ListState error={list.error} onRetry={() => void list.refetch()} />
        </Sheet>
      )}
      {editing && (
        <SnippetDialog
          // As it is now; one that somebody has deleted meanwhile as it was.
          snippet={
            editing === 'new' ? undefined : (list.data?.find(({ id }) => id === editing.id) ?? editing)
          }
          topics={[...new Set(list.data?.flatMap((s) => s.topic ?? []))]}
          onClose={() => setEditing(undefined)}
        />
      )}
    </SettingsPage>
  );
}

type TopicsProps = {
  snippets: Snippet[];
  query: string;
  usage: SnippetUsage[] | undefined;
  onEdit: ((snippet: Snippet) => void) | undefined;
  change: Change;
};

function Topics({ snippets, query, ...rest }: TopicsProps) {
  const words = useWords().snippets;
  const ranked = useMemo(() => rankSnippets(snippets, query), [snippets, query]);
  if (ranked.length === 0) {
    return (
      <Sheet>
        <p className="text-sm text-faint">{snippets.length === 0 ? words.page.empty : words.page.noMatch}</p>
      </Sheet>
    );
  }
  const topics = Map.groupBy(ranked, (snippet) => (query ? '' : (snippet.topic ?? words.menu.noTopic)));
  return [...topics].map(([topic, those]) => (
    <Sheet
      key={topic}
      title={topics.size > 1 || topic !== words.menu.noTopic ? topic || undefined : undefined}
    >
      <ul className="-my-2 divide-y divide-line">
        {those.map((snippet) => (
          <SnippetLine key={snippet.id} snippet={snippet} {...rest} />
        ))}
      </ul>
    </Sheet>
  ));
}

function SnippetLine({
  snippet,
  usage,
  onEdit,
  change,
}: Omit<TopicsProps, 'snippets' | 'query'> & { snippet: Snippet }) {
  const words = useWords();
  const { page } = words.snippets;
  const formats = useFormats();
  const percent = usePercent();
  const desk = useDesk();
  const team = useTeams().find((t) => t.id === snippet.teamId);
  const [making, setMaking] = useState(false);
  const use = usage?.find((each) => each.snippetId === snippet.id);
  const facts = [
    formats.list(snippet.texts.map((text) => formats.languageName(text.language))),
    team?.name,
    usage && (use ? page.uses(use.uses) : page.unused),
    use && page.unchanged(percent(use.unchanged / use.uses)),
    ...useLifeFacts(use),
  ].filter(Boolean);
  return (
    <li className="flex items-center gap-3 py-2.5">
      <span className="flex size-8.5 shrink-0 items-center justify-center rounded-lg bg-sunken text-soft">
        <MessageSquareQuote className="size-4" aria-hidden="true" />
      </span>
      <div className="min-w-0 flex-1">
        <p className="truncate text-sm font-medium">{snippet.name}</p>
        <p className="truncate text-sm text-soft" dir="auto">
          {snippet.texts[0]?.text}
        </p>
        <p className="text-xs text-faint">{facts.join(' · ')}</p>
        <SnippetLife snippet={snippet} use={use} onMake={() => setMaking(true)} />
      </div>
      {onEdit && (
        <>
          <IconButton label={page.edit(snippet.name)} onClick={() => onEdit(snippet)}>
            <Pencil className="size-4" />
          </IconButton>
          <RemoveButton
            label={page.delete(snippet.name)}
            title={page.deleteTitle(snippet.name)}
            text={page.deleteText}
            onRemove={() => void change(() => desk.snippets.removeSnippet(snippet.id))}
          />
        </>
      )}
      {making && (
        <Suspense>
          <MakeFaqDialog snippet={snippet} onClose={() => setMaking(false)} />
        </Suspense>
      )}
    </li>
  );
}
