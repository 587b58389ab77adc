import type { Conversation } from '@causerie/protocol';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { say, useReport } from '../ui/toasts.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { concerns } from './rows.ts';

/** Puts a conversation back among what is to be read, and leaves it: on the screen it would be read again at once. */
export function useMarkUnread(row: Conversation) {
  const { api, client, rows, userId } = useDesk();
  const words = useWords().desk.unread;
  const report = useReport();
  const navigate = useNavigate();
  const { workspaceId = '', view } = useParams({ strict: false });
  const can = row.contactMessages > 0 && concerns(row, userId);
  const mark = async () => {
    if (!can) return;
    client.reads.settled(row.id, Number.POSITIVE_INFINITY);
    if (view)
      void navigate({ to: '/w/$workspaceId/inbox/$view', params: { workspaceId, view }, search: true });
    try {
      rows.merge([], [await api.markUnread(row.id)]);
      say(words.marked);
    } catch (thrown) {
      report(thrown);
    }
  };
  return { can, mark };
}
