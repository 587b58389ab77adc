import type { ConversationView } from '@causerie/protocol';
import { getRouteApi, Outlet, useNavigate } from '@tanstack/react-router';
import { Suspense, useEffect } from 'react';
import { useMe } from '../api/meQuery.ts';
import { useMayAutomate } from '../automation/useMayAutomate.ts';
import { DeskProvider } from '../realtime/DeskProvider.tsx';
import { useCan } from '../settings/useCan.ts';
import { languages, useLanguage, useWords } from '../words/WordsProvider.tsx';
import { ConnectionBar } from './ConnectionBar.tsx';
import { latePart } from './latePart.tsx';
import { NotificationCentre } from './NotificationCentre.tsx';
import { setPreferences } from './preferences.ts';
import { Rail } from './Rail.tsx';
import { ShellUiProvider, useShellUi } from './ShellUi.tsx';
import { listenToShortcuts, useShortcut } from './shortcuts.ts';

const Palette = latePart(async () => (await import('./Palette.tsx')).Palette, 'floating');
const ShortcutHelp = latePart(async () => (await import('./ShortcutHelp.tsx')).ShortcutHelp, 'floating');

const route = getRouteApi('/w/$workspaceId');

/** The frame of everything behind the sign-in: rail, connection state, what floats above. */
export function Shell() {
  const { workspaceId } = route.useParams();
  const me = useMe();
  useLanguageOfAccount(me.language);
  useEffect(() => setPreferences({ workspaceId }), [workspaceId]);
  useEffect(listenToShortcuts, []);
  return (
    <DeskProvider key={workspaceId} me={me} workspaceId={workspaceId}>
      <ShellUiProvider>
        <Frame />
      </ShellUiProvider>
    </DeskProvider>
  );
}

function Frame() {
  const words = useWords();
  return (
    <div className="flex h-full flex-col-reverse md:flex-row">
      <a
        href="#content"
        className="fixed start-3 -top-20 z-50 rounded-md bg-accent px-3 py-2 text-sm text-on-accent focus:top-3"
      >
        {words.shell.skip}
      </a>
      <Rail />
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        <ConnectionBar />
        <main id="content" tabIndex={-1} className="min-h-0 flex-1 outline-none">
          <Outlet />
        </main>
      </div>
      <Overlays />
      <NotificationCentre />
    </div>
  );
}

function Overlays() {
  const { shown, show } = useShellUi();
  const { workspaceId } = route.useParams();
  const navigate = useNavigate();
  const goTo = (view: ConversationView) =>
    void navigate({ to: '/w/$workspaceId/inbox/$view', params: { workspaceId, view } });
  useShortcut('palette', () => show(shown === 'palette' ? null : 'palette'));
  useShortcut('search', () => void navigate({ to: '/w/$workspaceId/search', params: { workspaceId } }));
  useShortcut('help', () => show('help'));
  useShortcut('goMine', () => goTo('mine'));
  useShortcut('goUnassigned', () => goTo('unassigned'));
  const canReport = useCan('reports.read');
  useShortcut('goAll', () => goTo('all'));
  useShortcut(
    'goBoard',
    () => void navigate({ to: '/w/$workspaceId/board', params: { workspaceId } }),
    canReport,
  );
  useShortcut(
    'goReports',
    () => void navigate({ to: '/w/$workspaceId/reports', params: { workspaceId } }),
    canReport,
  );
  useShortcut(
    'goAutomation',
    () => void navigate({ to: '/w/$workspaceId/automation/faqs', params: { workspaceId } }),
    useMayAutomate(),
  );
  useShortcut('goContacts', () => void navigate({ to: '/w/$workspaceId/contacts', params: { workspaceId } }));
  useShortcut('goWaiting', () => goTo('waiting'));
  useShortcut('goMentions', () => goTo('mentions'));
  return (
    <Suspense>
      {shown === 'palette' && <Palette onClose={() => show(null)} />}
      {shown === 'help' && <ShortcutHelp onClose={() => show(null)} />}
    </Suspense>
  );
}

/** The account's language wins over the browser's, once it is known; a later change in the menu wins over both. */
function useLanguageOfAccount(wanted: string | null) {
  const { speak } = useLanguage();
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the account says something else than before
  useEffect(() => {
    const language = languages.find((known) => known === wanted?.split('-')[0]);
    if (language) void speak(language);
  }, [wanted]);
}
