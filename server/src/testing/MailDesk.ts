import type { Delivery, Inbox } from '@causerie/protocol';
import { createMailSender } from '../channels/email/mailSender.ts';
import { mailSettings } from '../jobs/deliverMail.ts';
import { startWorker } from '../jobs/worker.ts';
import { uuid } from '../lib/uuid.ts';
import { startTestProgram, type TestProgram } from './startTestProgram.ts';
import { type ReceivedMail, TestMailServer } from './TestMailServer.ts';
import type { TestAgent } from './testAgent.ts';
import { TestVisitor } from './testVisitor.ts';
import { createTestWorkspace, type TestWorkspace } from './testWorkspace.ts';
import { waitUntil } from './waitUntil.ts';

const FROM = 'Causerie <chat@maison.example>';
const REPLY_DOMAIN = 'in.maison.example';

type Worker = { stop(): Promise<void> };

/** A company whose mails go to a post office of ours. Its workers are started and stopped by hand, so that there can be none, or several. */
export class MailDesk {
  readonly post: TestMailServer;
  readonly program: TestProgram;
  readonly company: TestWorkspace;
  readonly agent: TestAgent;
  readonly inbox: Inbox;

  private constructor(
    post: TestMailServer,
    program: TestProgram,
    company: TestWorkspace,
    agent: TestAgent,
    inbox: Inbox,
  ) {
    this.post = post;
    this.program = program;
    this.company = company;
    this.agent = agent;
    this.inbox = inbox;
  }

  /** Without a worker. */
  static async start(): Promise<MailDesk> {
    const program = await startTestProgram({ trustProxy: true, roles: { web: true, worker: false } });
    const company = await createTestWorkspace(program);
    const inbox = await company.addInbox({ settings: { mailAfterMinutes: 5 } });
    return new MailDesk(
      await TestMailServer.start(),
      program,
      company,
      await company.addAgent('Amélie'),
      inbox,
    );
  }

  /** `null`: no mail server is set. */
  startWorker(url: string | null = this.post.url): Promise<Worker> {
    const { core, files, presence, metrics } = this.program.doors;
    const sender = url === null ? undefined : createMailSender(url, FROM);
    return startWorker({
      core,
      files,
      presence,
      sender,
      mail: mailSettings(FROM, REPLY_DOMAIN),
      writeEvents: async () => [],
      everyMs: 30,
      metrics,
      log: { error: () => {} },
    });
  }

  /** A visitor who wrote once and gave an address. The log holds three entries. */
  async startConversation(language = 'en') {
    const visitor = await TestVisitor.open(this.program.url, this.inbox.key, {
      language,
      timeZone: 'Not/AZone',
    });
    const tab = await visitor.connect();
    const { conversationId } = await tab.say({ conversationId: uuid(), text: 'Hello?' });
    const email = `${uuid()}@example.com`;
    await visitor.http.patch('/widget/v1/visitor', { email, name: 'Marie' });
    return { visitor, tab, conversationId, email };
  }

  sql(text: string, values: unknown[]) {
    return this.program.database.pool.query(text, values);
  }

  /** The inbox's delay has passed. */
  letDelayPass(conversationId: string) {
    const text = `update conversations set unread_reply_since = unread_reply_since - interval '6 minutes' where id = $1`;
    return this.sql(text, [conversationId]);
  }

  /** The pause before the next try has passed. */
  letWaitPass(conversationId: string) {
    return this.sql('update deliveries set due_at = now() where conversation_id = $1', [conversationId]);
  }

  deliveryWith(conversationId: string, match: (delivery: Delivery) => boolean): Promise<Delivery> {
    return waitUntil('such a delivery', async () =>
      (await this.agent.page(conversationId)).deliveries.find(match),
    );
  }

  /** The n-th mail to this address, waiting for it if need be. */
  mailTo(email: string, n = 1): Promise<ReceivedMail> {
    return waitUntil(`${n} mails to ${email}`, () => this.post.to(email)[n - 1]);
  }

  async stop(): Promise<void> {
    await this.program.stop();
    await this.post.stop();
  }
}
