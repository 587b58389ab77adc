import type { BoardAgent, Conversation } from '@causerie/protocol';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Hand, LogIn, StickyNote } from 'lucide-react';
import { keys } from '../api/keys.ts';
import { contactName } from '../conversations/contactName.ts';
import { formatDuration, waitingLevel } from '../conversations/waiting.ts';
import { focusComposer } from '../messages/focusComposer.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { useNow } from '../realtime/useNow.ts';
import { IconButton } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import { useReport } from '../ui/toasts.tsx';
import { useWords } from '../words/WordsProvider.tsx';

type Props = { rows: Conversation[]; agents: BoardAgent[]; empty: string };

/** Conversations of the moment, each with the ways to step in: join, whisper, take over. */
export function BoardRows({ rows, agents, empty }: Props) {
  if (rows.length === 0) return <p className="py-3 text-sm text-faint">{empty}</p>;
  return (
    <ul className="divide-y divide-line">
      {rows.map((row) => (
        <BoardRow key={row.id} row={row} agent={agents.find((each) => each.userId === row.assigneeId)} />
      ))}
    </ul>
  );
}

const levels = { calm: 'text-soft', amber: 'text-warn-ink', red: 'text-bad-ink' };

function BoardRow({ row, agent }: { row: Conversation; agent: BoardAgent | undefined }) {
  const words = useWords();
  const { live } = words.reports;
  const { userId } = useDesk();
  const now = useNow();
  const { join, whisper, take } = useStepIn(row);
  const name = contactName(row.contact, words.inbox.visitor);
  const wait = row.waitingSince ? now - Date.parse(row.waitingSince) : undefined;
  return (
    <li className="flex items-center gap-2 py-2">
      <div className="min-w-0 flex-1">
        <p className="truncate text-sm font-medium">{name}</p>
        <p className="truncate text-xs text-faint">
          {agent ? live.with(agent.name) : live.withNobody}
          {row.lastMessage && ` · ${row.lastMessage.preview}`}
        </p>
      </div>
      {wait !== undefined && (
        <span className={cx('text-xs font-medium tabular-nums', levels[waitingLevel(row.mode, wait)])}>
          {formatDuration(words.duration, wait)}
        </span>
      )}
      <IconButton label={live.joinOf(name)} onClick={join}>
        <LogIn className="size-4" />
      </IconButton>
      <IconButton label={live.whisperOf(name)} onClick={whisper}>
        <StickyNote className="size-4" />
      </IconButton>
      <IconButton label={live.takeOf(name)} onClick={take} disabled={row.assigneeId === userId}>
        <Hand className="size-4" />
      </IconButton>
    </li>
  );
}

/** The composer is there a moment after its screen; it hears the wish once it is. */
const COMPOSER_THERE_MS = 50;
const TRIES = 60;

function useStepIn(row: Conversation) {
  const { api, userId, workspaceId, rows } = useDesk();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const report = useReport();
  const join = () =>
    navigate({
      to: '/w/$workspaceId/inbox/$view/$conversationId',
      params: { workspaceId, view: 'all', conversationId: row.id },
    });
  const whisper = async () => {
    await join();
    for (let i = 0; i < TRIES && !document.querySelector('[role="tab"]'); i += 1)
      await new Promise((resolve) => setTimeout(resolve, COMPOSER_THERE_MS));
    focusComposer('note');
  };
  const take = async () => {
    try {
      rows.merge([await api.patchConversation(row.id, { assigneeId: userId })]);
      await queryClient.invalidateQueries({ queryKey: keys.board(workspaceId) });
      await join();
    } catch (thrown) {
      report(thrown);
    }
  };
  return { join: () => void join(), whisper: () => void whisper(), take: () => void take() };
}
