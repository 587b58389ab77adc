import { Link, useMatchRoute, useParams, useSearch } from '@tanstack/react-router';
import { Bot, ChartColumn, CircleHelp, Command, Contact, Inbox, Radio, Search, Settings } from 'lucide-react';
import type { ReactNode } from 'react';
import { useMayAutomate } from '../automation/useMayAutomate.ts';
import { NotificationBell } from '../notifications/NotificationBell.tsx';
import { useCan } from '../settings/useCan.ts';
import { cx } from '../ui/cx.ts';
import { Tooltip } from '../ui/Tooltip.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { AccountMenu } from './AccountMenu.tsx';
import { useShellUi } from './ShellUi.tsx';
import { shortcuts } from './shortcuts.ts';

const place =
  'relative flex size-9 items-center justify-center rounded-lg transition-colors max-md:size-11 [&_svg]:size-[18px]';
const idle = 'text-soft hover:bg-hover hover:text-ink';
const active = 'bg-accent-soft text-accent-ink';

/** The places of the console: a column at the start of the line, a bar at the foot of a phone. */
export function Rail() {
  const { shell: words, search } = useWords();
  const { show } = useShellUi();
  const { workspaceId, conversationId } = useParams({ strict: false });
  const match = useMatchRoute();
  const inSettings = match({ to: '/w/$workspaceId/settings', fuzzy: true }) !== false;
  const inSearch = match({ to: '/w/$workspaceId/search' }) !== false;
  const inBoard = match({ to: '/w/$workspaceId/board' }) !== false;
  const inReports = match({ to: '/w/$workspaceId/reports' }) !== false;
  const inAutomation = match({ to: '/w/$workspaceId/automation', fuzzy: true }) !== false;
  const inContacts = match({ to: '/w/$workspaceId/contacts', fuzzy: true }) !== false;
  const elsewhere = inSettings || inSearch || inBoard || inReports || inAutomation || inContacts;
  const canReport = useCan('reports.read');
  const mayAutomate = useMayAutomate();
  const { reports, automation } = useWords();
  const { c: opened } = useSearch({ strict: false });
  if (!workspaceId) return null;
  return (
    <nav
      aria-label={words.main}
      className={cx(
        'flex shrink-0 items-center border-line bg-paper max-md:h-14 max-md:justify-around max-md:border-t max-md:px-1.5 max-md:pb-[env(safe-area-inset-bottom)] md:w-13 md:flex-col md:gap-1 md:border-e md:py-2.5',
        (conversationId || opened) && 'max-md:hidden',
      )}
    >
      <img src="/causerie.svg" alt="" className="mb-2 size-7 max-md:hidden" />
      <Tooltip text={words.inbox} side="right">
        <Link
          to="/w/$workspaceId/inbox/$view"
          params={{ workspaceId, view: 'mine' }}
          aria-label={words.inbox}
          aria-current={elsewhere ? undefined : 'page'}
          className={cx(place, elsewhere ? idle : active)}
        >
          <Inbox />
        </Link>
      </Tooltip>
      <Tooltip text={words.contacts} shortcut={shortcuts.goContacts.keys} side="right">
        <Link
          to="/w/$workspaceId/contacts"
          params={{ workspaceId }}
          aria-label={words.contacts}
          aria-current={inContacts ? 'page' : undefined}
          className={cx(place, inContacts ? active : idle)}
        >
          <Contact />
        </Link>
      </Tooltip>
      <RailButton label={words.search} shortcut={shortcuts.palette.keys} onClick={() => show('palette')}>
        <Command />
      </RailButton>
      <Tooltip text={search.title} shortcut={shortcuts.search.keys} side="right">
        <Link
          to="/w/$workspaceId/search"
          params={{ workspaceId }}
          aria-label={search.title}
          aria-current={inSearch ? 'page' : undefined}
          className={cx(place, inSearch ? active : idle)}
        >
          <Search />
        </Link>
      </Tooltip>
      {canReport && (
        <>
          <PlaceLink
            to="/w/$workspaceId/board"
            label={reports.board}
            shortcut={shortcuts.goBoard.keys}
            isHere={inBoard}
          >
            <Radio />
          </PlaceLink>
          <PlaceLink
            to="/w/$workspaceId/reports"
            label={reports.title}
            shortcut={shortcuts.goReports.keys}
            isHere={inReports}
          >
            <ChartColumn />
          </PlaceLink>
        </>
      )}
      {mayAutomate && (
        <PlaceLink
          to="/w/$workspaceId/automation/faqs"
          label={automation.title}
          shortcut={shortcuts.goAutomation.keys}
          isHere={inAutomation}
        >
          <Bot />
        </PlaceLink>
      )}
      <NotificationBell className={cx(place, idle)} />
      <div className="flex-1 max-md:hidden" />
      <div className="max-md:hidden">
        <RailButton label={words.help} shortcut={shortcuts.help.keys} onClick={() => show('help')}>
          <CircleHelp />
        </RailButton>
      </div>
      <Tooltip text={words.settings} side="right">
        <Link
          to="/w/$workspaceId/settings"
          params={{ workspaceId }}
          aria-label={words.settings}
          aria-current={inSettings ? 'page' : undefined}
          className={cx(place, inSettings ? active : idle)}
        >
          <Settings />
        </Link>
      </Tooltip>
      <AccountMenu workspaceId={workspaceId} />
    </nav>
  );
}

type PlaceProps = {
  to: '/w/$workspaceId/board' | '/w/$workspaceId/reports' | '/w/$workspaceId/automation/faqs';
  label: string;
  shortcut: string;
  isHere: boolean;
  children: ReactNode;
};

function PlaceLink({ to, label, shortcut, isHere, children }: PlaceProps) {
  const { workspaceId = '' } = useParams({ strict: false });
  return (
    <Tooltip text={label} shortcut={shortcut} side="right">
      <Link
        to={to}
        params={{ workspaceId }}
        aria-label={label}
        aria-current={isHere ? 'page' : undefined}
        className={cx(place, isHere ? active : idle)}
      >
        {children}
      </Link>
    </Tooltip>
  );
}

function RailButton(props: { label: string; shortcut: string; onClick: () => void; children: ReactNode }) {
  return (
    <Tooltip text={props.label} shortcut={props.shortcut} side="right">
      <button type="button" aria-label={props.label} onClick={props.onClick} className={cx(place, idle)}>
        {props.children}
      </button>
    </Tooltip>
  );
}
