import { defineConfig } from '@playwright/test';
import { findChromium } from './support/findChromium.ts';

/** What takes longest, so that nothing waits for it alone at the end. */
const longest = ['deskScreens', 'wholeLists', 'widget', 'lost', 'faqs', 'supervisor', 'mail', 'scale'].map(
  (name) => `**/${name}.spec.ts`,
);

/** Whole-system tests in a real browser, against the real program. `npm run e2e`. */
export default defineConfig({
  testDir: '.',
  outputDir: '../test-results/e2e',
  globalSetup: './support/prepare.ts',
  // A file has one server of its own; two files at a time is what two cores carry.
  workers: 2,
  fullyParallel: false,
  retries: process.env.CI ? 1 : 0,
  forbidOnly: !!process.env.CI,
  // Generous: a failure is what takes long, and a busy machine must not be one.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [['list']],
  use: {
    actionTimeout: 30_000,
    navigationTimeout: 40_000,
    // Recording each test to keep the failed ones' recordings took a third of the time. To see a failure: `--trace on`.
    trace: 'on-first-retry',
    locale: 'en-GB',
    timezoneId: 'Europe/Paris',
    viewport: { width: 1280, height: 860 },
    launchOptions: {
      executablePath: findChromium(),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--use-fake-ui-for-media-stream',
        '--use-fake-device-for-media-stream',
      ],
    },
  },
  // Those of the first project begin first.
  projects: [
    { name: 'long', testMatch: longest },
    { name: 'short', testIgnore: longest },
  ],
});
