import type { Conversation, Entry, Inbox, InboxRouting, Member } from '@causerie/protocol';
import { uuid } from '../lib/uuid.ts';
import type { TestProgram } from './startTestProgram.ts';
import { TestSocket } from './TestSocket.ts';
import type { TestAgent } from './testAgent.ts';
import { TestVisitor } from './testVisitor.ts';
import { createTestWorkspace, type TestWorkspace } from './testWorkspace.ts';

export type Company = TestWorkspace & {
  inbox: Inbox;
  at: string;
  /** An agent whose console is open. */
  agent(name: string, about?: Partial<Pick<Member, 'capacity' | 'skills' | 'languages'>>): Promise<Desk>;
  ask(options?: { language?: string; visitor?: TestVisitor; text?: string }): Promise<string>;
  read(id: string): Promise<Conversation>;
  log(id: string): Promise<Entry[]>;
  query<R extends object = never>(text: string, values?: unknown[]): Promise<R[]>;
};
export type Desk = TestAgent & { socket: TestSocket; set(patch: object): Promise<unknown> };

/** A company whose inbox routes, and means to fill it with agents who are there and visitors who ask. */
export async function createCompany(
  program: TestProgram,
  routing: Partial<InboxRouting> = {},
  inboxOptions: object = {},
): Promise<Company> {
  const company = await createTestWorkspace(program);
  const inbox = await company.addInbox({ routing: { mode: 'auto', ...routing }, ...inboxOptions });
  const at = `/v1/workspaces/${company.id}`;
  const { owner } = company;
  return {
    ...company,
    inbox,
    at,
    async agent(name, about = {}) {
      const agent = await company.addAgent(name);
      await owner.http.patch(`${at}/members/${agent.userId}`, about);
      const socket = await agent.connect();
      return Object.assign(agent, {
        socket,
        set: (patch: object) => agent.http.patch(`${at}/members/me`, patch),
      });
    },
    async ask({ language = 'en', visitor, text = 'Hello?' } = {}) {
      const who = visitor ?? (await TestVisitor.open(program.url, inbox.key, { language }));
      const tab = await TestSocket.open(program.url, { role: 'visitor', token: who.session.token, language });
      const { conversationId } = await tab.say({ conversationId: uuid(), text });
      await tab.close();
      return conversationId;
    },
    read: (id) => owner.read(id),
    log: (id) => owner.log(id),
    async query<R extends object = never>(text: string, values: unknown[] = []) {
      return (await program.database.pool.query<R>(text, [company.id, ...values])).rows;
    },
  };
}
