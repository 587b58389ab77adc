/** A run of characters as its overlapping pairs: `退货政策` -> `退货`, `货政`, `政策`. One character is itself. */
export function pairsOf(run: string): string[] {
  const characters = [...run];
  if (characters.length < 2) return characters;
  return characters.slice(1).map((character, i) => characters[i]! + character);
}
