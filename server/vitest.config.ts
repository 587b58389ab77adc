import { defineConfig } from 'vitest/config';
import { LongestFirst } from './src/testing/longestFirst.ts';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    globalSetup: ['src/testing/globalSetup.ts'],
    // Generous: only what hangs gets so far, and a busy machine must not be a failure.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    pool: 'forks',
    // More than cores: they wait for processes and for the database much of the time.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    // Files of one process share what they import: loading the whole program anew for each took a third of the time.
    isolate: false,
    // On a machine that others use too, a wait can be too short for once.
    retry: process.env.CI ? 1 : 0,
  },
});
