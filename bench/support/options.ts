import { parseArgs } from 'node:util';

export type BenchOptions = {
  /** One JSON line per figure instead of a readable one. */
  json: boolean;
  /** Share of the full size, 1 unless said. */
  scale: number;
  /** Length of each measurement. */
  seconds: number;
  /** How often variants are measured, in turn; the median is told. */
  rounds: number;
  /** Nice value of what is measured, while it is measured: on a shared machine a negative one keeps neighbours out. */
  priority: number;
  /** Folder of a benchmark's large data, to be kept and used again. Absent: made, and removed at the end. */
  data: string | undefined;
  /** Only measurements with this in their name: `256-in-flight`. */
  only: string;
  /** Folder for CPU profiles of the program. */
  profile: string | undefined;
  /** Files and language of `language`. */
  train: string | undefined;
  test: string | undefined;
  locale: string;
};

/** What every benchmark takes, so that several can be run with the same options; each uses what it has a use for. */
const optionsOfAll = {
  json: { type: 'boolean' },
  scale: { type: 'string' },
  seconds: { type: 'string' },
  rounds: { type: 'string' },
  priority: { type: 'string' },
  data: { type: 'string' },
  only: { type: 'string' },
  profile: { type: 'string' },
  // Of `language`: the others leave them be.
  train: { type: 'string' },
  test: { type: 'string' },
  locale: { type: 'string' },
} as const;

/** What whoever started a benchmark can mend: told without a stack. */
export class UsageError extends Error {}

/** The options of every benchmark. Throws with the name of a wrong one. */
export function readOptions(standard: Partial<BenchOptions> = {}): BenchOptions {
  const { values } = parse();
  const number = (name: 'scale' | 'seconds' | 'rounds', otherwise: number): number => {
    const value = values[name] === undefined ? otherwise : Number(values[name]);
    if (!(value > 0)) throw new UsageError(`--${name} must be a number above 0, not ${values[name]}`);
    return value;
  };
  return {
    json: values.json ?? false,
    scale: number('scale', standard.scale ?? 1),
    seconds: number('seconds', standard.seconds ?? 5),
    rounds: Math.ceil(number('rounds', standard.rounds ?? 3)),
    priority: Number(values.priority ?? 0),
    data: values.data,
    only: values.only ?? '',
    profile: values.profile,
    train: values.train,
    test: values.test,
    locale: values.locale ?? 'en',
  };
}

function parse() {
  try {
    return parseArgs({ options: optionsOfAll });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
