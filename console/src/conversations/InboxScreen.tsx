import { getRouteApi, Outlet, useNavigate, useParams } from '@tanstack/react-router';
import { MessagesSquare, PanelLeftOpen } from 'lucide-react';
import { useCallback } from 'react';
import { useFreshQueues } from '../routing/useQueuePlace.ts';
import { setPreferences, usePreferences } from '../shell/preferences.ts';
import { Blank } from '../ui/Blank.tsx';
import { IconButton } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import { Kbd } from '../ui/Kbd.tsx';
import { Splitter } from '../ui/Splitter.tsx';
import { useHasViewsPanel, useIsPhone } from '../ui/useMediaQuery.ts';
import { useViewName } from '../views/useViewName.ts';
import { ViewEditor } from '../views/ViewEditor.tsx';
import { ViewList } from '../views/ViewList.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { ConversationList } from './ConversationList.tsx';
import { ConversationScreen } from './ConversationScreen.tsx';
import { useGoOn } from './goOn.ts';
import { keepFilter } from './keepFilter.ts';
import { useWelcome } from './useWelcome.ts';
import { Welcome } from './Welcome.tsx';

const conversationRoute = getRouteApi('/w/$workspaceId/inbox/$view/$conversationId');

/** List, thread, contact; on a phone one of them at a time. */
export function InboxScreen() {
  const words = useWords().inbox;
  const { listWidth, listOpen, viewsOpen } = usePreferences();
  const panel = useHasViewsPanel() && viewsOpen;
  const name = useViewName();
  const { conversationId } = useParams({ strict: false });
  const phone = useIsPhone();
  const { shown, talked, done } = useWelcome();
  // With one pane at a time, who has written comes before the steps that are left.
  const welcome = phone && shown && !conversationId && (!talked || done === 3);
  const showList = phone ? !conversationId && !welcome : listOpen;
  useFreshQueues();
  const navigate = useNavigate();
  const { workspaceId = '', view = 'all' } = useParams({ strict: false });
  // With one pane at a time there is no next beside it: the list is.
  useGoOn((from) => {
    if (!phone || from !== conversationId) return;
    void navigate({ to: '/w/$workspaceId/inbox/$view', params: { workspaceId, view }, search: true });
  });
  return (
    <div className="flex h-full min-w-0 bg-surface">
      {!conversationId && (
        <h1 className="sr-only">
          {words.list}: {name}
        </h1>
      )}
      {showList && panel && (
        <nav
          aria-label={words.viewsLabel}
          className="flex w-54 shrink-0 flex-col border-e border-line bg-paper pt-1"
        >
          <ViewList />
        </nav>
      )}
      {showList && (
        <>
          <section
            aria-label={words.list}
            className="flex min-h-0 shrink-0 flex-col max-md:!w-full"
            style={{ width: listWidth }}
          >
            <ConversationList />
          </section>
          <Splitter
            label={words.resizeList}
            panel="before"
            width={listWidth}
            min={300}
            max={520}
            onWidth={(width) => setPreferences({ listWidth: width })}
          />
        </>
      )}
      <div className={cx('min-w-0 flex-1', phone && !conversationId && !welcome && 'hidden')}>
        <Outlet />
      </div>
      <ViewEditor />
    </div>
  );
}

/** The conversation of the address; every conversation starts with fresh scroll position and composer. */
export function ConversationRoute() {
  const { conversationId } = conversationRoute.useParams();
  const { seq } = conversationRoute.useSearch();
  const navigate = conversationRoute.useNavigate();
  const leave = useCallback(() => void navigate({ search: keepFilter, replace: true }), [navigate]);
  return (
    <ConversationScreen
      key={conversationId}
      id={conversationId}
      {...(seq !== undefined && { seq })}
      onLeave={leave}
    />
  );
}

/** Beside the list while no conversation is open. */
export function NothingChosen() {
  const words = useWords().inbox;
  const { listOpen } = usePreferences();
  const welcome = useWelcome();
  if (welcome.shown) return <Welcome />;
  return (
    <div className="relative flex h-full items-center justify-center">
      {!listOpen && (
        <IconButton
          label={words.expandList}
          className="absolute start-3 top-3"
          onClick={() => setPreferences({ listOpen: true })}
        >
          <PanelLeftOpen className="size-4 rtl:rotate-180" />
        </IconButton>
      )}
      <Blank
        sign={<MessagesSquare />}
        title={words.pick.title}
        text={
          <>
            <Kbd keys="j" className="me-1" />
            <Kbd keys="k" className="me-1" />
            <Kbd keys="enter" className="me-1.5" />
            {words.pick.text}
          </>
        }
      />
    </div>
  );
}
