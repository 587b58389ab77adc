import type { Mention } from '@causerie/protocol';

/** Somebody who can be called: a member or a team. */
export type Callable = { kind: Mention['kind']; id: string; name: string };

/** What is being typed after an `@`: where it begins, and the letters so far. */
export type MentionQuery = { from: number; query: string };

/** The call that the caret stands in, if it stands in one. A name may have a few words. */
export function findMentionQuery(text: string, caret: number): MentionQuery | undefined {
  const match = /(^|[\s(])@([\p{L}\p{N}._'’-]*(?: [\p{L}\p{N}._'’-]*){0,2})$/u.exec(text.slice(0, caret));
  return match ? { from: match.index + match[1]!.length, query: match[2]! } : undefined;
}

const plain = (text: string) =>
  text
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLowerCase();

/** Who fits what was typed, those whose name begins with it first. */
export function matchCallables(all: readonly Callable[], query: string, most = 8): Callable[] {
  const sought = plain(query);
  const ranked = all.flatMap((each) => {
    const name = plain(each.name);
    const rank = name.startsWith(sought)
      ? 0
      : name.split(' ').some((word) => word.startsWith(sought))
        ? 1
        : -1;
    return rank < 0 ? [] : [{ each, rank }];
  });
  return ranked
    .sort((a, b) => a.rank - b.rank)
    .slice(0, most)
    .map(({ each }) => each);
}

/**
 * The references of a finished note. Those that were picked come first; a name that was typed out counts where it is one
 * person's or team's only. Longer names win over those they begin with.
 */
export function referencesIn(text: string, picked: readonly Callable[], all: readonly Callable[]): Mention[] {
  const unique = all.filter((each) => all.filter((other) => other.name === each.name).length === 1);
  const known = [...picked, ...unique].sort((a, b) => b.name.length - a.name.length);
  const mentions: Mention[] = [];
  for (const { kind, id, name } of known) {
    for (let at = text.indexOf(`@${name}`); at >= 0; at = text.indexOf(`@${name}`, at + 1)) {
      const length = name.length + 1;
      const free = mentions.every((m) => at >= m.offset + m.length || at + length <= m.offset);
      if (free && isBoundary(text, at - 1) && isBoundary(text, at + length))
        mentions.push({ kind, id, offset: at, length });
    }
  }
  return mentions.sort((a, b) => a.offset - b.offset).slice(0, 50);
}

/** No letter or digit stands there: an address such as a@b.example calls nobody. */
const isBoundary = (text: string, at: number): boolean => !/[\p{L}\p{N}]/u.test(text[at] ?? ' ');
