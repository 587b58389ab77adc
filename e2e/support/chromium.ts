/** The browser of this machine: `CHROMIUM`, or where Debian puts it. Playwright's own is never downloaded. */
export const chromiumPath = (): string => process.env.CHROMIUM || '/usr/bin/chromium';
