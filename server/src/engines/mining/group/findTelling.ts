import { type Features, families } from '../../language/features/extractFeatures.ts';

/** How much a feature tells about the group of a message, by its hash; 1 where it is not known. */
export type Telling = Map<number, number>;

/** What a feature keeps that stands in all groups alike, such as a name or a "please". */
const base = 0.3;
/** Messages with a feature must be about this many before it is believed. */
const doubt = 5;

/**
 * How far the groups of the messages with a feature differ from those of all (relative entropy, as a share of the most
 * there can be, drawn to 0 for rare features). Rarity alone would take a town's name for more telling than "boarding
 * pass" where every third customer asks for one.
 */
export function findTelling(messages: Features[], labels: ArrayLike<number>): Telling {
  const sizes = new Map<number, number>();
  for (let i = 0; i < messages.length; i++) sizes.set(labels[i]!, (sizes.get(labels[i]!) ?? 0) + 1);
  const most = Math.log(sizes.size);
  if (most <= 0) return new Map();
  const counts = countByGroup(messages, labels);
  const telling: Telling = new Map();
  for (const [hash, byGroup] of counts) {
    let all = 0;
    for (const count of byGroup.values()) all += count;
    let told = 0;
    for (const [group, count] of byGroup)
      told += (count / all) * Math.log((count * messages.length) / (all * sizes.get(group)!));
    telling.set(hash, base + ((all / (all + doubt)) * told) / most);
  }
  return telling;
}

function countByGroup(messages: Features[], labels: ArrayLike<number>): Map<number, Map<number, number>> {
  const counts = new Map<number, Map<number, number>>();
  messages.forEach((message, i) => {
    for (const family of families)
      for (const hash of new Set(message[family])) {
        let byGroup = counts.get(hash);
        if (!byGroup) {
          byGroup = new Map();
          counts.set(hash, byGroup);
        }
        byGroup.set(labels[i]!, (byGroup.get(labels[i]!) ?? 0) + 1);
      }
  });
  return counts;
}
