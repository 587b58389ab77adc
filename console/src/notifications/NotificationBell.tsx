import type { Notification } from '@causerie/protocol';
import { useNavigate } from '@tanstack/react-router';
import { AtSign, Bell, BotOff, MessageCircle, UserCheck } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { useNow } from '../realtime/useNow.ts';
import { shortcuts, useShortcut } from '../shell/shortcuts.ts';
import { Button } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import { Popover } from '../ui/Popover.tsx';
import { useReport } from '../ui/toasts.tsx';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { notificationText } from './notificationText.ts';
import { useNotifications } from './useNotifications.ts';

const signs: Record<Notification['kind'], ReactElement> = {
  mention: <AtSign />,
  assignment: <UserCheck />,
  reply: <MessageCircle />,
  step_back: <BotOff />,
};

/** What one should know of, from anywhere in the console. */
export function NotificationBell({ className }: { className: string }) {
  const words = useWords().desk.notifications;
  const [open, setOpen] = useState(false);
  const { items, unread, more } = useNotifications();
  const desk = useDesk();
  const report = useReport();
  useShortcut('notifications', () => setOpen(true));
  return (
    <Popover
      label={words.title}
      side="bottom"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <button
          type="button"
          aria-label={words.title}
          aria-description={unread > 0 ? words.unread(unread) : undefined}
          aria-keyshortcuts={shortcuts.notifications.keys}
          className={cx(className, 'relative')}
        >
          <Bell />
          {unread > 0 && (
            <span
              aria-hidden="true"
              className="tabular absolute end-0.5 top-0.5 flex h-4 min-w-4 items-center justify-center rounded-full bg-bad px-1 text-2xs font-semibold text-on-accent"
            >
              {unread > 99 ? '99+' : unread}
            </span>
          )}
        </button>
      }
    >
      <section className="flex max-h-[70vh] w-[min(24rem,92vw)] flex-col">
        <header className="flex h-11 items-center gap-2 border-b border-line ps-4 pe-2">
          <h2 className="flex-1 text-sm font-semibold">{words.title}</h2>
          {unread > 0 && (
            <Button size="sm" look="quiet" onClick={() => void desk.api.readNotifications({}).catch(report)}>
              {words.allRead}
            </Button>
          )}
        </header>
        {items.length > 0 ? (
          <ul aria-label={words.title} className="min-h-0 overflow-y-auto p-1">
            {items.map((item) => (
              <Line key={item.id} item={item} onChosen={() => setOpen(false)} />
            ))}
            {more && (
              <li className="p-1 text-center">
                <Button size="sm" look="quiet" onClick={more}>
                  {words.more}
                </Button>
              </li>
            )}
          </ul>
        ) : (
          <p className="px-6 py-8 text-center text-sm text-balance text-faint">{words.empty}</p>
        )}
      </section>
    </Popover>
  );
}

function Line({ item, onChosen }: { item: Notification; onChosen: () => void }) {
  const words = useWords();
  const formats = useFormats();
  const now = useNow();
  const navigate = useNavigate();
  const desk = useDesk();
  const open = () => {
    onChosen();
    if (!item.read) void desk.api.readNotifications({ ids: [item.id] }).catch(() => {});
    void navigate({
      to: '/w/$workspaceId/inbox/$view/$conversationId',
      params: {
        workspaceId: desk.workspaceId,
        view: { mention: 'mentions', assignment: 'mine', reply: 'following', step_back: 'all' }[item.kind],
        conversationId: item.conversationId,
      },
    });
  };
  return (
    <li>
      <button
        type="button"
        onClick={open}
        className="flex w-full gap-3 rounded-md px-3 py-2 text-start hover:bg-hover"
      >
        <span className="mt-0.5 shrink-0 text-faint [&_svg]:size-4">{signs[item.kind]}</span>
        <span className="min-w-0 flex-1">
          <span className={cx('block text-sm', !item.read && 'font-semibold')}>
            {notificationText(words, item)}
          </span>
          {item.preview && (
            <span className="line-clamp-2 block text-xs text-soft" dir="auto">
              {item.preview}
            </span>
          )}
          <time dateTime={item.at} className="text-2xs text-faint">
            {formats.ago(Date.parse(item.at), now)}
          </time>
        </span>
        {!item.read && <span aria-hidden="true" className="mt-1.5 size-2 shrink-0 rounded-full bg-accent" />}
      </button>
    </li>
  );
}
