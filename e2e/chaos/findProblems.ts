import type { Entry } from '@causerie/protocol';

/** What one client did and saw. */
export type History = {
  client: string;
  /** Texts in the order of writing, by conversation asked for; each text is written once in the whole run. */
  written: { text: string; conversationId: string }[];
  acknowledged: { text: string; conversationId: string; seq: number }[];
  /** Refused for good: shown to the writer as failed. */
  failed: { text: string; code: string }[];
  /** The conversations that it held to the end, as it shows them. */
  shown: Map<string, Entry[]>;
};

export type Problem = {
  sort: 'lost' | 'refused' | 'doubled' | 'reordered' | 'phantom' | 'gap' | 'moved' | 'differs';
  text: string;
};

const textOf = (entry: Entry): string | undefined =>
  entry.kind === 'message' && entry.content?.kind === 'text' ? entry.content.text : undefined;

/** Compares what clients did and saw with the log that the database holds in the end. An empty list is the only pass. */
export function findProblems(histories: History[], log: Map<string, Entry[]>): Problem[] {
  const places = placesOf(log);
  return [
    ...[...log].flatMap(([id, entries]) => findGaps(id, entries)),
    ...histories.flatMap((history) => [
      ...findLost(history, places),
      ...findRefused(history),
      ...findMoved(history, places),
      ...findReordered(history, places),
      ...findDifferences(history, log),
    ]),
    ...findPhantoms(histories, places),
    ...[...places]
      .filter(([, at]) => at.length > 1)
      .map(
        ([text, at]): Problem => ({
          sort: 'doubled',
          text: `${text} stands at ${at.map((place) => `${place.conversationId} ${place.seq}`).join(' and ')}`,
        }),
      ),
  ];
}

type Place = { conversationId: string; seq: number };

function placesOf(log: Map<string, Entry[]>): Map<string, Place[]> {
  const places = new Map<string, Place[]>();
  for (const [conversationId, entries] of log) {
    for (const entry of entries) {
      const text = textOf(entry);
      if (text !== undefined)
        places.set(text, [...(places.get(text) ?? []), { conversationId, seq: entry.seq }]);
    }
  }
  return places;
}

const findGaps = (id: string, entries: Entry[]): Problem[] =>
  entries.every((entry, i) => entry.seq === i + 1)
    ? []
    : [{ sort: 'gap', text: `${id}: ${entries.map((entry) => entry.seq).join(' ')}` }];

/** Everything that was written is there, unless its writer was told that it is not. */
function findLost({ client, written, failed }: History, places: Map<string, Place[]>): Problem[] {
  return written
    .filter(({ text }) => !places.has(text) && !failed.some((each) => each.text === text))
    .map(({ text }) => ({ sort: 'lost', text: `${client} wrote ${text}` }));
}

/** Nobody here breaks a rule: a server that is disturbed may refuse for a while, never for good. */
const findRefused = ({ client, failed }: History): Problem[] =>
  failed.map(({ text, code }) => ({
    sort: 'refused',
    text: `${client}: ${text} was refused for good (${code})`,
  }));

/** It stands where its writer was told. */
function findMoved({ client, acknowledged }: History, places: Map<string, Place[]>): Problem[] {
  return acknowledged
    .filter(({ text, conversationId, seq }) => {
      const at = places.get(text) ?? [];
      return !at.some((place) => place.conversationId === conversationId && place.seq === seq);
    })
    .map(({ text, seq }) => ({ sort: 'moved', text: `${client} was told that ${text} is number ${seq}` }));
}

/**
 * What one client wrote to one conversation stands there in the order of writing. (A conversation that was asked for can
 * become another one; what is written to the other one meanwhile is another row of messages.)
 */
function findReordered({ client, written }: History, places: Map<string, Place[]>): Problem[] {
  const last = new Map<string, number>();
  const problems: Problem[] = [];
  for (const { text, conversationId: asked } of written) {
    const place = places.get(text)?.[0];
    if (!place) continue;
    const row = `${asked} ${place.conversationId}`;
    if (place.seq < (last.get(row) ?? 0))
      problems.push({
        sort: 'reordered',
        text: `${client}: ${text} stands at ${place.seq}, before an earlier one`,
      });
    last.set(row, place.seq);
  }
  return problems;
}

/** What stands there was written by somebody, and not refused. */
function findPhantoms(histories: History[], places: Map<string, Place[]>): Problem[] {
  const written = new Set(histories.flatMap((history) => history.written.map(({ text }) => text)));
  return [...places.keys()]
    .filter((text) => !written.has(text))
    .map((text) => ({ sort: 'phantom', text: `nobody wrote ${text}` }));
}

/** What a client shows is an unbroken end of the log: the same numbers, and the same words where it may see them. */
function findDifferences({ client, shown }: History, log: Map<string, Entry[]>): Problem[] {
  return [...shown].flatMap(([id, entries]): Problem[] => {
    const there = (log.get(id) ?? []).slice(-entries.length || undefined);
    const same =
      entries.length > 0 &&
      there.length === entries.length &&
      entries.every((entry, i) => entry.seq === there[i]!.seq && textOf(entry) === textOf(there[i]!));
    return same
      ? []
      : [
          {
            sort: 'differs',
            text: `${client} shows ${id} up to ${entries.at(-1)?.seq}, of ${there.at(-1)?.seq}`,
          },
        ];
  });
}
