import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes longest, so that nothing waits for it alone at the end. */
const LONG = [
  'killed.test.ts',
  'nodes.test.ts',
  'overload.test.ts',
  'backup.test.ts',
  'reports.test.ts',
  'hostile.test.ts',
  'replay.test.ts',
  'killedBot.test.ts',
  'bot.test.ts',
  'faqs.test.ts',
  'routing.test.ts',
  'auth.test.ts',
  'tenancy.test.ts',
  'startEmbeddedPostgres.test.ts',
  'faults.test.ts',
];

/** Vitest's own order (what failed or took long the last time, where it remembers), but these first: a fresh clone remembers nothing. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const found = LONG.findIndex((name) => moduleId.endsWith(`/${name}`));
      return found < 0 ? LONG.length : found;
    };
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}
