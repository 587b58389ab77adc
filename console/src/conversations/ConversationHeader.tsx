import type { Conversation } from '@causerie/protocol';
import { useNavigate, useParams } from '@tanstack/react-router';
import { ArrowLeft, Check, Hand, PanelLeftOpen, PanelRight, RotateCcw } from 'lucide-react';
import { hasBot, WithBot } from '../bot/WithBot.tsx';
import { ResolveDialog } from '../fields/ResolveDialog.tsx';
import { LabelMenu } from '../labels/LabelMenu.tsx';
import { focusComposer } from '../messages/focusComposer.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { QueuePlace } from '../routing/QueuePlace.tsx';
import { useCan } from '../settings/useCan.ts';
import { setPreferences, usePreferences } from '../shell/preferences.ts';
import { shortcuts, useShortcut } from '../shell/shortcuts.ts';
import { SlaChip } from '../sla/SlaChip.tsx';
import { Avatar } from '../ui/Avatar.tsx';
import { Button, IconButton } from '../ui/Button.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { Tooltip } from '../ui/Tooltip.tsx';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { AssignMenu } from './AssignMenu.tsx';
import { contactName } from './contactName.ts';
import { keepFilter } from './keepFilter.ts';
import { MoreMenu } from './MoreMenu.tsx';
import { PrioritySign } from './PrioritySign.tsx';
import { SnoozeMenu } from './SnoozeMenu.tsx';
import { type ConversationActions, useConversationActions } from './useConversationActions.ts';
import { useInboxes } from './useDirectory.ts';

type Props = {
  row: Conversation | undefined;
  contactOpen: boolean;
  onContact: () => void;
  onBack?: () => void;
};

export function ConversationHeader({ row, contactOpen, onContact, onBack }: Props) {
  const words = useWords().inbox;
  const navigate = useNavigate();
  const { workspaceId = '', view = 'all' } = useParams({ strict: false });
  const back = () =>
    void navigate({ to: '/w/$workspaceId/inbox/$view', params: { workspaceId, view }, search: keepFilter });
  const { listOpen } = usePreferences();
  return (
    <header className="flex h-14 shrink-0 items-center gap-2 border-b border-line ps-4 pe-2.5 max-md:ps-1">
      <IconButton label={words.back} className="md:hidden" onClick={onBack ?? back}>
        <ArrowLeft className="size-5 rtl:rotate-180" />
      </IconButton>
      {!listOpen && !onBack && (
        <IconButton
          label={words.expandList}
          className="-ms-2 max-md:hidden"
          onClick={() => setPreferences({ listOpen: true })}
        >
          <PanelLeftOpen className="size-4 rtl:rotate-180" />
        </IconButton>
      )}
      {row ? (
        <>
          <Who row={row} onContact={onContact} />
          <HeaderActions row={row} />
        </>
      ) : (
        <Skeleton className="h-4 w-40 flex-none" />
      )}
      <IconButton
        label={contactOpen ? words.hideContact : words.showContact}
        shortcut={shortcuts.contact.keys}
        aria-pressed={contactOpen}
        active={contactOpen}
        className="max-lg:order-none max-md:hidden"
        onClick={onContact}
      >
        <PanelRight className="size-4 rtl:rotate-180" />
      </IconButton>
    </header>
  );
}

function Who({ row, onContact }: { row: Conversation; onContact: () => void }) {
  const words = useWords().inbox;
  const formats = useFormats();
  const inbox = useInboxes().find((i) => i.id === row.inboxId);
  const status =
    row.status === 'snoozed' && row.snoozedUntil
      ? words.row.until(formats.full(new Date(row.snoozedUntil)))
      : row.status === 'open' || hasBot(row)
        ? undefined
        : words.status[row.status];
  return (
    <button
      type="button"
      onClick={onContact}
      className="@container flex min-w-0 flex-1 items-center gap-2.5 rounded-md py-1 text-start"
    >
      <Avatar
        id={row.contact.id}
        name={row.contact.name ?? row.contact.email}
        size="md"
        className="max-[480px]:hidden"
      />
      <span className="min-w-0 flex-1">
        <span className="flex items-center gap-1.5">
          <h1 className="truncate text-base font-semibold">{contactName(row.contact, words.visitor)}</h1>
          <PrioritySign priority={row.priority} />
        </span>
        <span className="flex min-w-0 items-center gap-1.5 overflow-hidden text-xs text-faint">
          <span className="truncate">
            {words.channel[row.channel] ?? row.channel}
            {inbox && ` · ${inbox.name}`}
          </span>
          {row.mode === 'live' && row.status === 'open' && (
            <span className="flex shrink-0 items-center gap-1 font-medium text-good-ink">
              <span aria-hidden="true" className="size-1.5 rounded-full bg-good" />
              {words.live}
            </span>
          )}
          <WithBot row={row} long />
          {!hasBot(row) && <SlaChip row={row} long />}
          <QueuePlace row={row} long />
          {status && (
            <span className="shrink-0 truncate rounded-xs bg-sunken px-1.5 font-medium text-soft">
              {status}
            </span>
          )}
        </span>
      </span>
    </button>
  );
}

function HeaderActions({ row }: { row: Conversation }) {
  const words = useWords().inbox.actions;
  const actions = useConversationActions(row);
  const closed = row.status === 'resolved';
  const may = useCan('conversations.change');
  const toggle = () => (closed ? actions.reopen() : actions.resolve());
  useShortcut('resolve', () => void (may && toggle()));
  useShortcut('reply', () => focusComposer('reply'));
  useShortcut('note', () => focusComposer('note'));
  // A role that only looks on has nothing else to press here.
  if (!may) return <MoreMenu row={row} actions={actions} />;
  return (
    <div className="flex shrink-0 items-center gap-1">
      <AssignMenu row={row} actions={actions} />
      <LabelMenu row={row} actions={actions} />
      <SnoozeMenu row={row} actions={actions} />
      <MoreMenu row={row} actions={actions} />
      {hasBot(row) && <TakeOver actions={actions} />}
      <Tooltip text={closed ? words.reopen : words.resolve} shortcut={shortcuts.resolve.keys}>
        <Button
          look={closed || hasBot(row) ? 'plain' : 'primary'}
          // A phone has no room for both.
          className={hasBot(row) ? 'max-md:hidden' : undefined}
          aria-label={closed ? words.reopen : words.resolve}
          onClick={() => void toggle()}
        >
          {closed ? <RotateCcw className="size-4" /> : <Check className="size-4" />}
          {!hasBot(row) && <span className="max-md:hidden">{closed ? words.reopen : words.resolve}</span>}
        </Button>
      </Tooltip>
      <ResolveDialog row={row} onResolve={(fields) => void actions.resolve(fields)} />
    </div>
  );
}

/** From the bot into one's own hands; the same key as taking it from the queue. */
function TakeOver({ actions }: { actions: ConversationActions }) {
  const words = useWords().bot;
  const { userId } = useDesk();
  return (
    <Tooltip text={words.takeOver} shortcut={shortcuts.takeIt.keys}>
      <Button look="primary" aria-label={words.takeOver} onClick={() => void actions.assign(userId)}>
        <Hand className="size-4" aria-hidden="true" />
        <span className="max-md:hidden">{words.takeOver}</span>
      </Button>
    </Tooltip>
  );
}
