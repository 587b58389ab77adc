import { Tabs } from '@base-ui/react/tabs';
import type { Timeline } from '@causerie/client';
import type { Conversation } from '@causerie/protocol';
import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { SuggestionStrip } from '../bot/SuggestionStrip.tsx';
import { useSuggestions } from '../bot/useSuggestions.ts';
import { contactName } from '../conversations/contactName.ts';
import { useConversationActions } from '../conversations/useConversationActions.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { shortcuts } from '../shell/shortcuts.ts';
import { SNIPPET_MENU_ID, SnippetMenu, snippetOptionId } from '../snippets/SnippetMenu.tsx';
import { useSnippetMenu } from '../snippets/useSnippetMenu.ts';
import { cx } from '../ui/cx.ts';
import { Tooltip } from '../ui/Tooltip.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { CollisionNotice } from './CollisionNotice.tsx';
import { ComposerBar } from './ComposerBar.tsx';
import { ComposerField, type ComposerFieldHandle } from './ComposerField.tsx';
import type { ComposerTab } from './drafts.ts';
import { onFocusComposer } from './focusComposer.ts';
import { MAX_TEXT } from './limits.ts';
import { UploadChips } from './UploadChips.tsx';
import { addUploads } from './uploads.ts';
import { useComposing } from './useComposing.ts';
import { useFileDrop } from './useFileDrop.ts';
import { useMentionMenu } from './useMentionMenu.tsx';

type Props = { timeline: Timeline<Conversation>; row: Conversation | undefined };

const tabs: ComposerTab[] = ['reply', 'note'];
/** While it is on its way; nothing can be done with it then. */
const noRow = { id: '' } as Conversation;

/** Where one writes: a reply to the customer, or a note for the team on a ground of its own. */
export function Composer({ timeline, row }: Props) {
  const words = useWords();
  const { workspaceId } = useDesk();
  const { id } = timeline;
  const [tab, setTab] = useState<ComposerTab>('reply');
  const field = useRef<ComposerFieldHandle>(null);
  const addFiles = (files: File[]) => addUploads(workspaceId, id, files);
  const dropping = useFileDrop(addFiles);
  useFocusRequests(setTab, field);
  const mentions = useMentionMenu(tab === 'note', (from, text) => field.current?.replaceFrom(from, text));
  const suggestions = useSuggestions(id, row, field);
  const composing = useComposing(timeline, tab, field, mentions.picked, suggestions.sent);
  const { drafts, write, submit, send, uploading, sendable } = composing;
  const actions = useConversationActions(row ?? noRow);
  const closed = row?.status === 'resolved';
  const menu = useSnippetMenu(id, row, tab, field);
  const name = row ? contactName(row.contact, words.inbox.visitor) : '';
  const placeholders = {
    // What is suggested can be read before it is taken, in the room that is there.
    reply:
      (suggestions.state.offered && suggestions.state.preview?.text) || words.thread.composer.replyTo(name),
    note: words.thread.composer.notePlaceholder,
  };
  return (
    <Tabs.Root
      value={tab}
      onValueChange={(next: ComposerTab) => {
        menu.close();
        setTab(next);
      }}
      className={cx(
        'relative m-3 mt-1 shrink-0 rounded-xl border shadow-soft transition-colors focus-within:border-accent max-md:m-2',
        tab === 'note' ? 'border-note-line bg-note' : 'border-line-strong/50 bg-surface dark:bg-sunken',
      )}
    >
      {menu.state && <SnippetMenu state={menu.state} />}
      <CollisionNotice timeline={timeline} onEdit={(text) => write(text)} />
      {mentions.menu}
      <div className="flex items-center pe-1.5 pt-1.5">
        <ComposerTabs tab={tab} />
        {tab === 'reply' && <SuggestionStrip state={suggestions.state} isEmpty={drafts.reply === ''} />}
      </div>
      {tabs.map((each) => (
        <Tabs.Panel key={each} value={each} tabIndex={-1} className="outline-none">
          <ComposerField
            ref={each === tab ? field : undefined}
            label={words.thread.composer[each]}
            placeholder={placeholders[each]}
            text={drafts[each]}
            onText={write}
            onSubmit={(resolve) =>
              submit(resolve && row && !closed ? () => void actions.resolve() : undefined)
            }
            onFiles={addFiles}
            onCaret={each === 'note' ? mentions.onCaret : menu.onCaret}
            onKey={
              each === 'note'
                ? mentions.menu
                  ? mentions.onKey
                  : menu.onKey
                : (event) => menu.onKey(event) || suggestions.onKey(event)
            }
            onFocus={suggestions.onFocus}
            onBlur={suggestions.onBlur}
            list={
              each === 'note' && mentions.list
                ? mentions.list
                : menu.state && {
                    id: SNIPPET_MENU_ID,
                    active: menu.state.active && snippetOptionId(menu.state.active),
                  }
            }
          />
        </Tabs.Panel>
      ))}
      <UploadChips conversationId={id} />
      <ComposerBar
        tab={tab}
        row={row}
        actions={actions}
        over={drafts[tab].length - MAX_TEXT}
        sendable={sendable}
        hint={uploading ? words.thread.composer.waitForFiles : undefined}
        onSubmit={submit}
        onEmoji={(emoji) => field.current?.insert(emoji)}
        onFiles={addFiles}
        onSnippet={() => field.current?.insert(slashFor(field.current.text()))}
        onContent={(content) => void send([content])}
      />
      {dropping && (
        <div className="pointer-events-none absolute inset-0 flex items-center justify-center rounded-xl border-2 border-dashed border-accent bg-accent-soft text-sm font-medium text-accent-ink">
          {words.thread.composer.drop}
        </div>
      )}
    </Tabs.Root>
  );
}

/** A slash that calls the snippets: behind a word it needs a space. */
const slashFor = (text: string) => (text === '' || /\s$/.test(text) ? '/' : ' /');

function ComposerTabs({ tab }: { tab: ComposerTab }) {
  const words = useWords().thread.composer;
  const chosen = tab === 'note' ? 'text-note-ink' : 'text-accent-ink';
  return (
    <Tabs.List aria-label={words.tabs} className="flex shrink-0 gap-1 px-2">
      {tabs.map((name) => (
        <Tooltip key={name} text={words[name]} shortcut={shortcuts[name].keys} side="top">
          <Tabs.Tab
            value={name}
            className={cx(
              'rounded-md px-2.5 py-1 text-sm font-medium max-md:py-2',
              name === tab
                ? `${chosen} rounded-b-none shadow-[inset_0_-2px_0_currentColor]`
                : 'text-faint hover:text-ink',
            )}
          >
            {words[name]}
          </Tabs.Tab>
        </Tooltip>
      ))}
    </Tabs.List>
  );
}

function useFocusRequests(
  setTab: (tab: ComposerTab) => void,
  field: { current: ComposerFieldHandle | null },
) {
  useEffect(
    () =>
      onFocusComposer((tab) => {
        // At once: else the field of the tab that is left would take the focus and go with it.
        flushSync(() => setTab(tab));
        focusSoon(field, 10);
      }),
    [setTab, field],
  );
}

/** A field is shown only some frames after its tab was chosen. */
function focusSoon(field: { current: ComposerFieldHandle | null }, tries: number) {
  requestAnimationFrame(() => {
    if (!field.current?.focus() && tries > 0) focusSoon(field, tries - 1);
  });
}
