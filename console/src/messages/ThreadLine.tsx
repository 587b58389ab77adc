import type { Timeline, TimelineSnapshot } from '@causerie/client';
import type { Conversation } from '@causerie/protocol';
import { memo } from 'react';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { EventLine } from './EventLine.tsx';
import { MessageLine } from './MessageLine.tsx';
import type { ThreadItem } from './threadItems.ts';

type Props = {
  line: ThreadItem;
  snapshot: TimelineSnapshot<Conversation>;
  timeline: Timeline<Conversation>;
  row: Conversation | undefined;
  /** The number of the entry that was searched for. */
  found?: number;
};

/** Drawn again only when something in it has changed: scrolling asks for every line that is near, dozens of times a second. */
export const ThreadLine = memo(function ThreadLine({ line, snapshot, timeline, row, found }: Props) {
  const words = useWords().thread;
  switch (line.type) {
    case 'start':
      return <p className="px-5 pb-3 text-center text-xs text-faint">{words.start}</p>;
    case 'day':
      return <DayLine at={line.at} />;
    case 'new':
      return (
        <div className="flex items-center gap-3 px-5 py-2 text-2xs font-semibold text-bad-ink">
          <span className="h-px flex-1 bg-bad/35" />
          {words.newLine}
        </div>
      );
    case 'event':
      return (
        <EventLine
          entry={line.entry}
          row={row}
          snapshot={snapshot}
          delivery={snapshot.deliveries.find((d) => d.carries && d.lastSeq === line.entry.seq)}
        />
      );
    case 'message':
      return (
        <MessageLine
          line={line}
          snapshot={snapshot}
          timeline={timeline}
          row={row}
          found={found !== undefined && line.message.seq === found}
        />
      );
  }
});

function DayLine({ at }: { at: Date }) {
  const words = useWords().thread;
  const { longDay } = useFormats();
  const today = new Date();
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  const text =
    at.toDateString() === today.toDateString()
      ? words.today
      : at.toDateString() === yesterday.toDateString()
        ? words.yesterday
        : longDay(at);
  return (
    <div className="flex items-center gap-3 px-5 py-2.5">
      <span className="h-px flex-1 bg-line" />
      <h2 className="text-xs font-medium text-faint first-letter:uppercase">{text}</h2>
      <span className="h-px flex-1 bg-line" />
    </div>
  );
}
