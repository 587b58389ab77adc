import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import axe, { type AxeResults, type RunOptions } from 'axe-core';
import { expect } from './test.ts';

const rules: Record<'light' | 'dark', NonNullable<RunOptions['runOnly']>> = {
  light: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
  dark: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
};

/**
 * Nothing serious or critical of WCAG 2.2 AA, as far as axe can see it, on what is shown now, light and dark; in the dark
 * only what the colours can change. Goes on after a finding, so that one run tells of all. `part` looks at no more than
 * what that selector finds: a menu over a screen that was looked at before.
 */
export async function expectAccessible(page: Page, screen: string, part?: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const violations = await findViolations(page, { runOnly: rules[colorScheme] }, part);
    const bad = violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(
        ({ id, nodes }) =>
          `${id}: ${nodes.map((n) => `${n.target.join(' ')} ${n.any[0]?.message ?? ''}`).join(' | ')}`,
      );
    expect.soft(bad, `${screen}, ${colorScheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

/**
 * Playwright's way with axe opens a page more for every look, to put together what frames said, and has the whole of axe read
 * anew each time: for a page without frames that is most of the time. Only what is wrong is described, not all that is right.
 */
async function findViolations(
  page: Page,
  options: RunOptions,
  part: string | undefined,
): Promise<AxeResults['violations']> {
  if (page.frames().length > 1) {
    const builder = new AxeBuilder({ page }).options(options);
    return (await (part ? builder.include(part) : builder).analyze()).violations;
  }
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  return page.evaluate(
    async ({ within, how }) => {
      const { run } = (globalThis as unknown as { axe: typeof axe }).axe;
      return (await run(within ?? document, how)).violations;
    },
    { within: part, how: { ...options, resultTypes: ['violations' as const] } },
  );
}
