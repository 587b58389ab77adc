import { useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo } from 'react';
import type { RowChange } from '../conversations/rowStore.ts';
import { concerns, unreadOf } from '../conversations/rows.ts';
import { useRows } from '../conversations/useRows.ts';
import { notificationText } from '../notifications/notificationText.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { playTone } from './playTone.ts';
import { getPreferences } from './preferences.ts';

/** More at once than this is a reconnect catching up, not news: it is not rung out one by one. */
const BURST = 3;

/** Title with the unread count; sound and desktop notifications where they were asked for. Draws nothing. */
export function NotificationCentre() {
  const { rows, userId, workspaceId } = useDesk();
  const words = useWords();
  const navigate = useNavigate();
  useTitle();
  useTold();

  useEffect(
    () =>
      rows.onChange((changes) => {
        const news = changes.filter((change) => isNews(change, userId));
        if (news.length === 0 || news.length > BURST) return;
        const { sound, notifications } = getPreferences();
        if (sound) playTone();
        if (!notifications || document.hasFocus() || Notification.permission !== 'granted') return;
        for (const { after } of news) {
          const name = after.contact.name ?? after.contact.email ?? words.inbox.visitor;
          const notification = new Notification(words.shell.notifications.newMessage(name), {
            body: after.lastMessage?.preview,
            tag: after.id,
            icon: '/causerie.svg',
          });
          notification.onclick = () => {
            focus();
            notification.close();
            void navigate({
              to: '/w/$workspaceId/inbox/$view/$conversationId',
              params: {
                workspaceId,
                view: after.assigneeId === userId ? 'mine' : 'all',
                conversationId: after.id,
              },
            });
          };
        }
      }),
    [rows, userId, workspaceId, words, navigate],
  );
  return null;
}

/** Mentions and the like ring as new messages do, wherever they belong. */
function useTold() {
  const { client, workspaceId } = useDesk();
  const words = useWords();
  const navigate = useNavigate();
  useEffect(
    () =>
      client.on('notified', ({ notification: told }) => {
        if (!told || told.read) return;
        const { sound, notifications } = getPreferences();
        if (sound) playTone();
        if (!notifications || document.hasFocus() || Notification.permission !== 'granted') return;
        const shown = new Notification(notificationText(words, told), {
          body: told.preview,
          tag: told.id,
          icon: '/causerie.svg',
        });
        shown.onclick = () => {
          focus();
          shown.close();
          void navigate({
            to: '/w/$workspaceId/inbox/$view/$conversationId',
            params: { workspaceId, view: 'mentions', conversationId: told.conversationId },
          });
        };
      }),
    [client, workspaceId, words, navigate],
  );
}

/** A new message of a contact, in a conversation that is mine or nobody's. */
function isNews({ before, after }: RowChange, me: string): boolean {
  const last = after.lastMessage;
  if (last?.author.kind !== 'contact' || !concerns(after, me)) return false;
  return (before?.lastMessage?.seq ?? 0) < last.seq;
}

function useTitle() {
  const rows = useRows();
  const { userId } = useDesk();
  const unread = useMemo(() => {
    let conversations = 0;
    for (const row of rows.conversations.values()) {
      if (concerns(row, userId) && unreadOf(row, rows.reads.get(row.id)) > 0) conversations++;
    }
    return conversations;
  }, [rows, userId]);
  useEffect(() => {
    document.title = unread > 0 ? `(${unread}) Causerie` : 'Causerie';
  }, [unread]);
  // Only at the end: a title is dear to change, and this one changes with every page of a long list.
  useEffect(
    () => () => {
      document.title = 'Causerie';
    },
    [],
  );
}
