import { useState } from 'react';
import type { Theirs } from './TheirsLine.tsx';

type Values = Record<string, unknown>;
/** What one has made of a field, and what stood there when one began. */
type Edit = { value: unknown; before: unknown };

export type Draft<T extends Values> = {
  /** Each field as typed; as it is kept where one has not touched it. */
  shown: T;
  /** Only what differs from what is kept: what is to be saved. */
  changed: Partial<T>;
  isChanged: boolean;
  set: (change: Partial<T>) => void;
  /** Forgets everything typed. */
  clear: () => void;
  /**
   * What somebody else has made meanwhile of a field that one has touched as well; undefined where nobody has. `say`: the value as a
   * reader knows it.
   */
  theirsOf: <K extends keyof T & string>(name: K, say?: (value: T[K]) => string) => Theirs | undefined;
  /** Fields of which there is such news. */
  contested: (keyof T & string)[];
  /**
   * Sends what is changed. `send` gives the fields as they are kept then, undefined where it failed; what it throws is thrown. What was
   * typed since stays. Resolves to whether it is kept.
   */
  save: (send: (changed: Partial<T>) => Promise<T | undefined>) => Promise<boolean>;
};

/**
 * What is typed over something that others may save meanwhile: a field that one has touched keeps what is typed, any other shows what
 * is kept now. `kept`: the fields as they are now; undefined is a field that is not there, be it deleted or not made yet.
 */
export function useDraft<T extends Values>(kept: T): Draft<T> {
  const [edits, setEdits] = useState<Record<string, Edit>>({});
  // What comes back while one's own is on its way may be one's own.
  const [isSending, setIsSending] = useState(false);
  const live = Object.entries(edits).filter(([name, edit]) => edit.value !== kept[name]);
  const changed = Object.fromEntries(live.map(([name, edit]) => [name, edit.value])) as Partial<T>;
  const drop = (name: string) => setEdits(({ [name]: _, ...others }) => others);
  const set = (change: Partial<T>) =>
    setEdits((now) => {
      const next = { ...now };
      for (const [name, value] of Object.entries(change)) {
        if (value === kept[name]) delete next[name];
        else next[name] = { value, before: name in changed ? now[name]?.before : kept[name] };
      }
      return next;
    });
  const contested = isSending
    ? []
    : live.filter(([name, edit]) => edit.before !== kept[name]).map(([name]) => name);
  const save: Draft<T>['save'] = async (send) => {
    setIsSending(true);
    try {
      const after = await send(changed);
      if (after)
        setEdits((now) =>
          Object.fromEntries(
            Object.entries(now).flatMap(([name, { value, before }]) => {
              if (!(name in changed)) return [[name, { value, before }]];
              return value === changed[name] ? [] : [[name, { value, before: after[name] }]];
            }),
          ),
        );
      return after !== undefined;
    } finally {
      setIsSending(false);
    }
  };
  return {
    shown: { ...kept, ...changed },
    changed,
    isChanged: live.length > 0,
    set,
    clear: () => setEdits({}),
    theirsOf: (name, say = String) =>
      contested.includes(name)
        ? { text: kept[name] === undefined ? '' : say(kept[name]), onUse: () => drop(name) }
        : undefined,
    contested,
    save,
  };
}
