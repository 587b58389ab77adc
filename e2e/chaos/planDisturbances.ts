/** What is done to the system, and when. `target` counts the nodes or the links; `forMs`: until it is made good. */
export type Disturbance = { atMs: number; kind: DisturbanceKind; target: number; forMs: number };

/** How often each is drawn, in relation to the others. */
const weights = {
  cutLink: 12,
  stallLink: 8,
  slowLink: 6,
  doubleFrames: 6,
  jumpClock: 4,
  killNode: 4,
  pauseNode: 4,
  restartNode: 2,
  killRedis: 3,
  pauseRedis: 3,
  killDatabase: 3,
  pauseDatabase: 3,
  fillDisk: 1,
} as const;
export type DisturbanceKind = keyof typeof weights;

const EVERY_MS = { least: 150, most: 900 };
/** How long each lasts at most. */
const LONGEST_MS: Partial<Record<DisturbanceKind, number>> = {
  stallLink: 12_000,
  slowLink: 8000,
  doubleFrames: 8000,
  killNode: 1500,
  pauseNode: 7000,
  killRedis: 5000,
  pauseRedis: 6000,
  pauseDatabase: 4000,
  fillDisk: 3000,
};

/** The same for the same seed: what is to happen in `totalMs`, one thing after the other; several may last at once. */
export function planDisturbances(
  random: () => number,
  totalMs: number,
  counts: { nodes: number; links: number },
): Disturbance[] {
  const plan: Disturbance[] = [];
  for (let atMs = 500; ; ) {
    atMs += EVERY_MS.least + random() * (EVERY_MS.most - EVERY_MS.least);
    const kind = draw(random);
    const target = Math.floor(random() * (/Node$/.test(kind) ? counts.nodes : counts.links));
    const forMs = Math.round(random() * (LONGEST_MS[kind] ?? 0));
    if (atMs > totalMs) return plan;
    plan.push({ atMs: Math.round(atMs), kind, target, forMs });
  }
}

function draw(random: () => number): DisturbanceKind {
  const kinds = Object.entries(weights) as [DisturbanceKind, number][];
  const sum = kinds.reduce((total, [, weight]) => total + weight, 0);
  let at = random() * sum;
  for (const [kind, weight] of kinds) {
    at -= weight;
    if (at < 0) return kind;
  }
  return 'cutLink';
}
