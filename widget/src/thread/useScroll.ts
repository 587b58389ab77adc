import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

/** Pixels from the end that still count as being there. */
const NEAR = 48;
/** Pixels from the beginning at which older messages are fetched. */
const AHEAD = 240;

type Anchor = { row: Element; top: number };

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
    else if (anchor.current?.row.isConnected) el.scrollTop += topOf(anchor.current.row) - anchor.current.top;
    // What we moved ourselves must not look like the reader going up.
    lastTop.current = el.scrollTop;
  }, []);

  const onScroll = () => {
    const el = box.current!;
    const left = el.scrollHeight - el.scrollTop - el.clientHeight;
    // Only going up is leaving the end; a thread that grew faster than it was followed is not.
    if (left < NEAR) atEnd.current = true;
    else if (el.scrollTop < lastTop.current) atEnd.current = false;
    lastTop.current = el.scrollTop;
    const row = firstVisible(el);
    anchor.current = row && { row, top: topOf(row) };
    if (atEnd.current) setFresh(false);
    if (el.scrollTop < AHEAD) loadOlder();
  };

  useLayoutEffect(settle, [first]);

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
