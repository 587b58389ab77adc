import { expect as base } from '@playwright/test';

/** As patient as the tests' configuration, also in the script of pictures, which runs without it. */
export const expect = base.configure({ timeout: 30_000 });
