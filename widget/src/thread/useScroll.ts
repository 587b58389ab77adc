import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

/** Pixels from the end that still count as being there. */
const NEAR = 48;
/** Pixels from the beginning at which older messages are fetched. */
const AHEAD = 240;

/** The first row in sight and where it stands; how much is below what is seen. */
type Anchor = { row: Element | undefined; top: number; below: number };

/**
 * Keeps the end in sight while the reader is there, and the line they read in its place while they are not, also when
 * older messages come in above or an image grows. `first` names the first row, `last` the last message.
 */
export function useScroll(
  first: string | undefined,
  last: string | undefined,
  mine: boolean,
  loadOlder: () => void,
) {
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const lastTop = useRef(0);
  const anchor = useRef<Anchor>(undefined);
  const [fresh, setFresh] = useState(false);

  const toEnd = useCallback(() => {
    const el = box.current;
    if (!el) return;
    el.scrollTop = el.scrollHeight;
    lastTop.current = el.scrollTop;
    atEnd.current = true;
    setFresh(false);
  }, []);

  /** Something changed its height: back to where the reader was. */
  const settle = useCallback(() => {
    const el = box.current;
    if (!el) return;
    if (atEnd.current) el.scrollTop = el.scrollHeight;
    else if (anchor.current?.row?.isConnected) el.scrollTop += topOf(anchor.current.row) - anchor.current.top;
    if (anchor.current) anchor.current.below = belowOf(el);
    // What we moved ourselves must not look like the reader going up.
    lastTop.current = el.scrollTop;
  }, []);

  /** Older messages came in. They may have joined the group of the first row, so that only what is below is as it was. */
  const settleBelow = useCallback(() => {
    const el = box.current;
    if (!el || !anchor.current || atEnd.current) return settle();
    el.scrollTop = el.scrollHeight - el.clientHeight - anchor.current.below;
    anchor.current = anchorOf(el);
    lastTop.current = el.scrollTop;
  }, []);

  const onScroll = () => {
    const el = box.current!;
    // Only going up is leaving the end; a thread that grew faster than it was followed is not.
    if (belowOf(el) < NEAR) atEnd.current = true;
    else if (el.scrollTop < lastTop.current) atEnd.current = false;
    lastTop.current = el.scrollTop;
    anchor.current = anchorOf(el);
    if (atEnd.current) setFresh(false);
    if (el.scrollTop < AHEAD) loadOlder();
  };

  useLayoutEffect(settleBelow, [first]);

  // A row was put in below: follow, if the reader is there or wrote it; else only tell.
  useLayoutEffect(() => {
    if (atEnd.current || mine) toEnd();
    else if (last) setFresh(true);
  }, [last]);

  useEffect(() => {
    const watch = new ResizeObserver(settle);
    watch.observe(box.current!);
    watch.observe(box.current!.firstElementChild!);
    return () => watch.disconnect();
  }, []);

  return { box, onScroll, toEnd, fresh };
}

const belowOf = (box: Element) => box.scrollHeight - box.scrollTop - box.clientHeight;

function anchorOf(box: Element): Anchor {
  const row = firstVisible(box);
  return { row, top: row ? topOf(row) : 0, below: belowOf(box) };
}

const topOf = (row: Element) => row.getBoundingClientRect().top;

/** The first row that is not above the upper edge. Rows are in order, so halving finds it in a long thread too. */
function firstVisible(box: Element): Element | undefined {
  const rows = box.firstElementChild!.children;
  const edge = topOf(box);
  let low = 0;
  let high = rows.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle]!.getBoundingClientRect().bottom > edge) high = middle;
    else low = middle + 1;
  }
  return rows[low];
}
