import type { Timeline, TimelineSnapshot } from '@causerie/client';
import type { Author, Conversation } from '@causerie/protocol';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown } from 'lucide-react';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useMe } from '../api/meQuery.ts';
import { DecisionsProvider, useDecisions } from '../bot/useDecisions.ts';
import { contactName } from '../conversations/contactName.ts';
import { useRows } from '../conversations/useRows.ts';
import { useWords } from '../words/WordsProvider.tsx';
import { ThreadLine } from './ThreadLine.tsx';
import { ThreadSkeleton } from './ThreadSkeleton.tsx';
import { TypingLine } from './TypingLine.tsx';
import { arrangeThread, type ThreadItem } from './threadItems.ts';
import type { Jump } from './useJump.ts';
import { useMarkRead } from './useMarkRead.ts';

type Props = {
  snapshot: TimelineSnapshot<Conversation>;
  timeline: Timeline<Conversation>;
  row: Conversation | undefined;
  /** Shown around one entry, perhaps far from the end. */
  jump?: Jump;
};

/** Anything within this of the end counts as being there: what is new is then followed. Pixels. */
const NEAR_END = 90;

export function Thread({ snapshot, timeline, row, jump }: Props) {
  const { id, name } = useMe();
  const read = useRows().reads.get(snapshot.conversationId);
  // Where the reading stood when the conversation was opened; it must not wander while one reads.
  const [openedAt, setOpenedAt] = useState(read?.readSeq);
  useEffect(() => {
    if (openedAt === undefined && read) setOpenedAt(read.readSeq);
  }, [openedAt, read]);
  const me = useMemo<Author>(() => ({ kind: 'agent', id, name }), [id, name]);
  const lines = useMemo(
    () => arrangeThread(snapshot.items, { me, readSeq: openedAt, complete: snapshot.live && !snapshot.more }),
    [snapshot.items, snapshot.live, snapshot.more, me, openedAt],
  );
  const decisions = useDecisions(snapshot);
  if (lines.length === 0) {
    return snapshot.live ? <div className="min-h-0 flex-1" /> : <ThreadSkeleton />;
  }
  return (
    <DecisionsProvider value={decisions}>
      <Lines
        key={jump ? 'jump' : 'end'}
        lines={lines}
        snapshot={snapshot}
        timeline={timeline}
        row={row}
        jump={jump}
      />
    </DecisionsProvider>
  );
}

function Lines({ lines, snapshot, timeline, row, jump }: Props & { lines: ThreadItem[] }) {
  const { thread: words, search } = useWords();
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => lines[index]?.key ?? index,
    estimateSize: (index) => estimate(lines[index]),
    overscan: 10,
    paddingStart: 16,
    paddingEnd: 12,
    anchorTo: 'end',
    followOnAppend: !jump?.detached,
    scrollEndThreshold: NEAR_END,
  });
  const items = virtualizer.getVirtualItems();
  const total = virtualizer.getTotalSize();
  const { atEnd, missed, toEnd } = useEnd(virtualizer, lines, total, jump !== undefined);
  const settled = useFound(virtualizer, lines, jump);
  useOlder(settled ? (items[0]?.index ?? 0) : Number.POSITIVE_INFINITY, snapshot, timeline, jump);
  useNewer(settled && (items.at(-1)?.index ?? 0) >= lines.length - 8, jump);
  const read = useRows().reads.get(snapshot.conversationId);
  useMarkRead(timeline, snapshot, atEnd && !jump?.detached, read?.readSeq ?? 0);
  return (
    <div className="relative min-h-0 flex-1">
      {/* A region that scrolls must be reachable with the keyboard. */}
      <div
        ref={scroller}
        role="log"
        aria-label={words.label}
        // Scrolling draws old messages anew; only what has just been said is announced, below.
        aria-live="off"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
        tabIndex={0}
        className="h-full overflow-y-auto overscroll-contain focus-visible:-outline-offset-2 [overflow-anchor:none]"
      >
        <div className="relative w-full" style={{ height: total }}>
          {snapshot.loadingOlder && (
            <p className="absolute inset-x-0 top-1 text-center text-xs text-faint">{words.loadingOlder}</p>
          )}
          {items.map((item) => (
            <div
              key={item.key}
              data-index={item.index}
              ref={virtualizer.measureElement}
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <ThreadLine
                line={lines[item.index]!}
                snapshot={snapshot}
                timeline={timeline}
                row={row}
                found={jump?.seq}
              />
            </div>
          ))}
        </div>
        {jump?.loadingNewer && (
          <p className="py-1 text-center text-xs text-faint">{search.jump.loadingNewer}</p>
        )}
        <TypingLine typing={snapshot.typing} row={row} />
      </div>
      <Announcer row={row} />
      {jump?.detached && (
        <div className="absolute inset-x-4 bottom-3 flex items-center gap-3 rounded-lg border border-line bg-raised px-3 py-1.5 text-xs text-soft shadow-float">
          <span className="min-w-0 flex-1">{search.jump.detached}</span>
          <button
            type="button"
            onClick={jump.leave}
            className="flex shrink-0 items-center gap-1.5 font-medium text-accent-ink"
          >
            {search.jump.toNewest}
            <ArrowDown className="size-3.5" aria-hidden="true" />
          </button>
        </div>
      )}
      {!atEnd && !jump?.detached && (
        <button
          type="button"
          onClick={toEnd}
          aria-label={missed > 0 ? words.newMessages(missed) : words.toEnd}
          className="absolute end-4 bottom-3 flex h-8 items-center gap-1.5 rounded-full border border-line bg-raised px-3 text-xs font-medium text-accent-ink shadow-float"
        >
          {missed > 0 && words.newMessages(missed)}
          <ArrowDown className="size-3.5" aria-hidden="true" />
        </button>
      )}
    </div>
  );
}

/** Reads out what the contact has just written. */
function Announcer({ row }: { row: Conversation | undefined }) {
  const words = useWords().inbox;
  const last = row?.lastMessage;
  const text =
    row && last?.author.kind === 'contact'
      ? `${contactName(row.contact, words.visitor)}: ${last.preview}`
      : '';
  return (
    <p className="sr-only" aria-live="polite">
      {text}
    </p>
  );
}

/** Whether the end is in sight, and how many messages came while it was not. */
function useEnd(
  virtualizer: ReturnType<typeof useVirtualizer<HTMLDivElement, Element>>,
  lines: ThreadItem[],
  total: number,
  elsewhere: boolean,
) {
  const [atEnd, setAtEnd] = useState(true);
  const lastKey = lines.at(-1)?.key;
  const seenKey = useRef(lastKey);
  // Opens at the newest message. The virtualizer keeps to the end by itself while the real heights become known.
  useLayoutEffect(() => {
    if (!elsewhere) virtualizer.scrollToEnd();
  }, [virtualizer, elsewhere]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new height moves the end without a scroll event
  useEffect(() => {
    const element = virtualizer.scrollElement;
    if (!element) return;
    const look = () => setAtEnd(element.scrollHeight - element.scrollTop - element.clientHeight <= NEAR_END);
    look();
    element.addEventListener('scroll', look, { passive: true });
    return () => element.removeEventListener('scroll', look);
  }, [virtualizer.scrollElement, total]);
  useEffect(() => {
    if (atEnd) seenKey.current = lastKey;
  }, [atEnd, lastKey]);
  const seenAt = lines.findLastIndex((line) => line.key === seenKey.current);
  const missed = atEnd ? 0 : lines.slice(seenAt + 1).filter((line) => line.type === 'message').length;
  return { atEnd, missed, toEnd: () => virtualizer.scrollToEnd() };
}

/** Asks for older entries before the reader arrives at the oldest. */
function useOlder(
  firstShown: number,
  snapshot: Props['snapshot'],
  timeline: Props['timeline'],
  jump: Jump | undefined,
) {
  const { more, loadingOlder, live } = snapshot;
  useEffect(() => {
    if (firstShown >= 8 || !more || !live || loadingOlder) return;
    if (jump) jump.loadOlder();
    else void timeline.loadOlder();
  }, [firstShown, more, live, loadingOlder, timeline, jump]);
}

/** And for newer ones, where what is shown does not reach the end. */
function useNewer(nearEnd: boolean, jump: Jump | undefined) {
  useEffect(() => {
    if (nearEnd && jump?.detached && !jump.loadingNewer) jump.loadNewer();
  }, [nearEnd, jump]);
}

/**
 * Brings the entry that was asked for into the middle, once it is there; tells when it has been in sight. Before, where
 * one seems to be is not where one wants to be, and nothing must be loaded for it.
 */
function useFound(
  virtualizer: ReturnType<typeof useVirtualizer<HTMLDivElement, Element>>,
  lines: ThreadItem[],
  jump: Jump | undefined,
): boolean {
  const seq = jump?.seq;
  const [seen, setSeen] = useState<number>();
  const index = lines.findIndex((line) => line.type === 'message' && line.message.seq === seq);
  const drawn = index >= 0 && virtualizer.getVirtualItems().some((item) => item.index === index);
  const latest = useRef(index);
  useEffect(() => {
    latest.current = index;
  });
  useEffect(() => {
    if (seq === undefined) return;
    const go = () => latest.current >= 0 && virtualizer.scrollToIndex(latest.current, { align: 'center' });
    // After the first layout; and again when the heights around it are known.
    const frame = requestAnimationFrame(go);
    const timer = setTimeout(go, 200);
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [virtualizer, seq]);
  useEffect(() => {
    if (seq !== undefined && (drawn || index < 0)) setSeen(seq);
  }, [seq, drawn, index]);
  return seq === undefined || seen === seq;
}

/** A first guess of a line's height in pixels; the real one is measured once it is drawn. */
function estimate(line: ThreadItem | undefined): number {
  if (line?.type === 'event' && line.entry.event?.type === 'handed_over') return 130;
  if (line?.type !== 'message') return 34;
  const { content } = line.message;
  const room = (line.first ? 24 : 0) + (line.last ? 14 : 2);
  if (content.kind === 'text') return room + 14 + Math.ceil(content.text.length / 62) * 23;
  return room + (content.kind === 'image' || content.kind === 'video' ? 220 : 110);
}
