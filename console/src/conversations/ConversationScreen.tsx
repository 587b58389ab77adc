import type { Conversation } from '@causerie/protocol';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { Suspense, useCallback, useEffect } from 'react';
import { Composer } from '../messages/Composer.tsx';
import { Thread } from '../messages/Thread.tsx';
import { useJump } from '../messages/useJump.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { useTimeline } from '../realtime/useTimeline.ts';
import { useCan } from '../settings/useCan.ts';
import { latePart } from '../shell/latePart.tsx';
import { setPreferences, usePreferences } from '../shell/preferences.ts';
import { useShortcut } from '../shell/shortcuts.ts';
import { Blank } from '../ui/Blank.tsx';
import { buttonClass } from '../ui/Button.tsx';
import { Drawer } from '../ui/Drawer.tsx';
import { Splitter } from '../ui/Splitter.tsx';
import { toasts } from '../ui/toasts.tsx';
import { useIsWide } from '../ui/useMediaQuery.ts';
import { useWords } from '../words/WordsProvider.tsx';
import { ConversationHeader } from './ConversationHeader.tsx';
import { contactName } from './contactName.ts';
import { keepFilter } from './keepFilter.ts';
import { useContactPanel } from './useContactPanel.ts';
import { useRow } from './useRows.ts';
import { ViewersLine } from './ViewersLine.tsx';

const ContactPanel = latePart(async () => (await import('../contacts/ContactPanel.tsx')).ContactPanel);

type Props = {
  id: string;
  /** Show the thread around this entry; `onLeave` is called when one goes to its end instead. */
  seq?: number;
  onLeave?: () => void;
  /** On a phone: where the way back leads, other than to the list. */
  onBack?: () => void;
};

/** One conversation: header, thread, composer, and the contact beside it or in a drawer. */
export function ConversationScreen({ id, seq, onLeave, onBack }: Props) {
  const words = useWords().inbox;
  const { client } = useDesk();
  const [snapshot, timeline] = useTimeline(id);
  const row = useRow(id) ?? snapshot.conversation;
  const [shown, jump] = useJump(
    seq,
    snapshot,
    timeline,
    useCallback(() => onLeave?.(), [onLeave]),
  );
  const mayReply = useCan('conversations.reply');
  const panel = useContactPanel();
  const { contactWidth } = usePreferences();
  const wide = useIsWide();
  useShortcut('contact', panel.toggle);
  useEffect(() => {
    client.view(id);
    return () => client.view(null);
  }, [client, id]);

  useMoved(row);
  if (snapshot.missing) return <Missing />;
  const contact = row && (
    <Suspense>
      <ContactPanel conversation={row} onClose={panel.close} />
    </Suspense>
  );
  return (
    <div className="flex h-full min-w-0">
      <section
        aria-label={row ? contactName(row.contact, words.visitor) : words.list}
        className="flex h-full min-w-0 flex-1 flex-col"
      >
        <ConversationHeader onBack={onBack} row={row} contactOpen={panel.open} onContact={panel.toggle} />
        <Thread snapshot={shown} timeline={timeline} row={row} jump={jump} />
        <ViewersLine viewers={snapshot.viewers} />
        {mayReply ? (
          <Composer key={id} timeline={timeline} row={row} />
        ) : (
          <p className="border-t border-line px-4 py-3 text-center text-sm text-soft">{words.readOnly}</p>
        )}
      </section>
      {wide && panel.open && (
        <>
          <Splitter
            label={words.resizeContact}
            panel="after"
            width={contactWidth}
            min={250}
            max={440}
            onWidth={(width) => setPreferences({ contactWidth: width })}
          />
          <aside className="h-full shrink-0 overflow-y-auto" style={{ width: contactWidth }}>
            {contact}
          </aside>
        </>
      )}
      {!wide && (
        <Drawer open={panel.open} onClose={panel.close} label={words.showContact}>
          {contact}
        </Drawer>
      )}
    </div>
  );
}

/**
 * What was merged goes on elsewhere: whoever has it open is led there. Two that point at each other are a merge that was
 * taken apart, of which one row is not known yet: following either would go round in a circle, so one waits for it.
 */
function useMoved(row: Conversation | undefined) {
  const words = useWords().desk.merge;
  const navigate = useNavigate();
  const { workspaceId = '', view = 'all' } = useParams({ strict: false });
  const next = useRow(row?.mergedInto ?? '');
  const into = row && next?.mergedInto !== row.id ? row.mergedInto : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for every move
  useEffect(() => {
    if (!into) return;
    toasts.add({ description: words.moved, timeout: 4000 });
    void navigate({
      to: '/w/$workspaceId/inbox/$view/$conversationId',
      params: { workspaceId, view, conversationId: into },
      search: keepFilter,
      replace: true,
    });
  }, [into]);
}

function Missing() {
  const words = useWords().inbox;
  const { workspaceId = '', view = 'all' } = useParams({ strict: false });
  return (
    <div className="flex h-full items-center justify-center">
      <Blank title={words.missing.title} text={words.missing.text}>
        <Link to="/w/$workspaceId/inbox/$view" params={{ workspaceId, view }} className={buttonClass()}>
          {words.missing.back}
        </Link>
      </Blank>
    </div>
  );
}
