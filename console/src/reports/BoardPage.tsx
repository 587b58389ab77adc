import type { Board, BoardAgent } from '@causerie/protocol';
import type { ReactNode } from 'react';
import { formatDuration, waitingLevel } from '../conversations/waiting.ts';
import { useNow } from '../realtime/useNow.ts';
import { ListState } from '../settings/ListState.tsx';
import { Avatar } from '../ui/Avatar.tsx';
import { cx } from '../ui/cx.ts';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { BoardRows } from './BoardRows.tsx';
import { formatMetric, type MetricId } from './metrics.ts';
import { useBoard } from './useBoard.ts';

/** Who waits, who is free, who does what, and how today goes; with the means to step in. */
export function BoardPage() {
  const words = useWords().reports;
  const board = useBoard();
  return (
    <div className="h-full overflow-y-auto bg-paper">
      <div className="mx-auto flex w-full max-w-6xl flex-col gap-5 px-6 pt-7 pb-24 max-md:px-4 max-md:pt-4">
        <header>
          <h1 className="text-xl font-semibold">{words.board}</h1>
          <p className="text-sm text-soft">{words.live.lead}</p>
        </header>
        {board.data ? (
          <>
            <Tiles board={board.data} />
            <Panel title={words.live.agents}>
              <AgentTable agents={board.data.agents} />
            </Panel>
            <div className="grid items-start gap-5 lg:grid-cols-2">
              <Panel title={words.live.queue}>
                <BoardRows
                  rows={board.data.waiting}
                  empty={words.live.nobodyWaits}
                  agents={board.data.agents}
                />
              </Panel>
              <Panel title={words.live.active}>
                <BoardRows
                  rows={board.data.active}
                  empty={words.live.nobodyActive}
                  agents={board.data.agents}
                />
              </Panel>
            </div>
          </>
        ) : (
          <ListState error={board.error} onRetry={() => void board.refetch()} />
        )}
      </div>
    </div>
  );
}

function Panel({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="min-w-0 rounded-xl border border-line bg-raised shadow-soft">
      <h2 className="border-b border-line px-4 py-2.5 text-sm font-semibold">{title}</h2>
      <div className="max-h-[32rem] overflow-auto px-4 py-2">{children}</div>
    </section>
  );
}

const todays: MetricId[] = ['started', 'firstResponse', 'resolved', 'rating'];

function Tiles({ board }: { board: Board }) {
  const words = useWords();
  const formats = useFormats();
  const now = useNow();
  const { live } = words.reports;
  const wait = board.longestWaitSince ? now - Date.parse(board.longestWaitSince) : undefined;
  const level = wait === undefined ? 'calm' : waitingLevel('messaging', wait);
  const counts: [string, string, boolean?][] = [
    [live.waiting, formats.number(board.waitingCount)],
    [live.longest, wait === undefined ? '–' : formatDuration(words.duration, wait), level !== 'calm'],
    [live.unassigned, formats.number(board.unassigned)],
    [live.free, formats.number(board.free)],
    ...todays.map((id): [string, string] => [
      `${words.reports.metrics[id]}, ${live.today.toLowerCase()}`,
      formatMetric(words.reports, formats, id, board.today),
    ]),
  ];
  return (
    <dl className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      {counts.map(([name, value, isLate]) => (
        <div
          key={name}
          className="flex flex-col-reverse rounded-xl border border-line bg-raised px-4 py-3 shadow-soft"
        >
          <dt className="text-xs text-soft">{name}</dt>
          <dd className={cx('text-xl font-semibold tabular-nums', isLate && 'text-bad-ink')}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Those who are here first, the busiest of them on top. */
const byPresence = (a: BoardAgent, b: BoardAgent) =>
  Number(b.connected) - Number(a.connected) || b.load - a.load;

function AgentTable({ agents }: { agents: BoardAgent[] }) {
  const words = useWords();
  const formats = useFormats();
  const { live } = words.reports;
  const heads = [live.load, live.waits, live.resolved, live.firstResponse, live.rating];
  return (
    <table className="w-full text-sm tabular-nums">
      <thead className="text-xs text-soft">
        <tr>
          <th scope="col" className="py-1 text-start font-medium">
            {live.name}
          </th>
          {heads.map((head) => (
            <th key={head} scope="col" className="px-3 py-1 text-end font-medium whitespace-nowrap">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {agents.toSorted(byPresence).map((agent) => (
          <tr key={agent.userId} className="border-t border-line">
            <th scope="row" className="py-2 text-start font-normal">
              <span className="flex items-center gap-2.5">
                <Avatar
                  id={agent.userId}
                  name={agent.name}
                  url={agent.avatarUrl}
                  presence={agent.connected ? agent.availability : 'offline'}
                />
                <span className="min-w-0">
                  <span className="block truncate font-medium">{agent.name}</span>
                  <span className="block text-xs text-faint">
                    {agent.connected ? words.shell.availability[agent.availability] : live.offline}
                  </span>
                </span>
              </span>
            </th>
            <td className="px-3 text-end">{formats.number(agent.load)}</td>
            <td className="px-3 text-end">{formats.number(agent.waiting)}</td>
            {(['resolved', 'firstResponse', 'rating'] as const).map((id) => (
              <td key={id} className="px-3 text-end whitespace-nowrap">
                {formatMetric(words.reports, formats, id, agent.today)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
