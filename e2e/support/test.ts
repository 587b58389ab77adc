import {
  type BrowserContext,
  type BrowserContextOptions,
  test as base,
  expect,
  type Page,
} from '@playwright/test';
import { Agent } from './Agent.ts';
import { demoPassword } from './Api.ts';
import { Server, type ServerOptions } from './Server.ts';
import { Visitor } from './Visitor.ts';

export { expect };

/** Errors that a browser logs although nothing is wrong. Anything else on a console fails the test. */
const known: { says: RegExp; because: string }[] = [
  { says: /status of 401 .*\/v1\/me\b/, because: 'the console asks who is signed in, and nobody is' },
  {
    says: /Blocked script execution in '\S+\/demo\/mails\//,
    because: 'Playwright’s own script in the frame of a mail, where no script may run',
  },
];

type Fixtures = {
  /** A browser profile of its own: storage, cookies, errors that are watched. */
  profile: (options?: BrowserContextOptions) => Promise<BrowserContext>;
  /** A customer at a page that carries the widget. */
  visitorAt: (url: string, options?: BrowserContextOptions) => Promise<Visitor>;
  /** Somebody who is signed in to the console. */
  agentAt: (
    server: { url: string },
    email?: string,
    options?: BrowserContextOptions & { password?: string },
  ) => Promise<Agent>;
  /** An error that belongs to the test, with the reason. */
  expectTrouble: (says: RegExp, because: string) => void;
  troubles: { seen: string[]; expected: RegExp[] };
};

export const test = base.extend<Fixtures>({
  troubles: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
    async ({}, use) => {
      const troubles: Fixtures['troubles'] = { seen: [], expected: known.map((k) => k.says) };
      await use(troubles);
      const unknown = troubles.seen.filter((text) => !troubles.expected.some((says) => says.test(text)));
      expect(unknown, 'errors in the browser').toEqual([]);
    },
    { auto: true },
  ],
  expectTrouble: async ({ troubles }, use) => {
    await use((says) => void troubles.expected.push(says));
  },
  profile: async ({ browser, troubles }, use) => {
    const open: BrowserContext[] = [];
    await use(async (options) => {
      const context = await browser.newContext(options);
      open.push(context);
      await watch(context, troubles.seen);
      return context;
    });
    for (const context of open) await context.close();
  },
  visitorAt: async ({ profile }, use) => {
    await use(async (url, options) => {
      const page = await (await profile(options)).newPage();
      await page.goto(url);
      return new Visitor(page);
    });
  },
  agentAt: async ({ profile }, use) => {
    await use(async ({ url }, email = 'amelie@example.com', { password = demoPassword, ...options } = {}) => {
      const context = await profile(options);
      // The form is tested where signing in is the point; elsewhere the cookie is had without it.
      const answer = await context.request.post(`${url}/v1/auth/sign-in/email`, {
        headers: { origin: url },
        data: { email, password },
      });
      expect(answer.status(), `sign-in of ${email}`).toBe(200);
      const page = await context.newPage();
      await page.goto(`${url}/`);
      await expect(page.getByRole('navigation', { name: 'Main navigation' })).toBeVisible();
      return new Agent(page);
    });
  },
});

/** One server for all tests of a file. `demo` begins with the sample company. */
export function useServer(options: Pick<ServerOptions, 'demo'>): () => Server {
  let server: Server | undefined;
  test.beforeAll(async () => {
    server = await Server.start({
      ...options,
      from: options.demo ? process.env.CAUSERIE_E2E_SAMPLE : undefined,
    });
  });
  test.afterAll(async () => {
    await server?.stop();
  });
  return () => {
    if (!server) throw new Error('The server is not there yet.');
    return server;
  };
}

/** Everything that goes wrong in any page or frame of a profile: errors, refused promises, violated policies. */
async function watch(context: BrowserContext, seen: string[]): Promise<void> {
  const follow = (page: Page) => {
    page.on('pageerror', (error) => seen.push(`page error: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') seen.push(`console: ${message.text()} ${message.location().url}`);
    });
  };
  context.on('page', follow);
  await context.exposeBinding('causeriePolicyViolated', (_source, text: string) => void seen.push(text));
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      const tell = (globalThis as unknown as { causeriePolicyViolated(text: string): void })
        .causeriePolicyViolated;
      tell(`policy: ${event.violatedDirective} refused ${event.blockedURI} in ${location.href}`);
    });
  });
}
