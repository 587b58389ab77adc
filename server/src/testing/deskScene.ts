import type { Inbox } from '@causerie/protocol';
import { uuid } from '../lib/uuid.ts';
import { startTestProgram, type TestProgram } from './startTestProgram.ts';
import type { TestAgent } from './testAgent.ts';
import { TestVisitor } from './testVisitor.ts';
import { createTestWorkspace, type TestWorkspace } from './testWorkspace.ts';

/** A company with two agents, a supervisor and an inbox: where the desk's tests take place. */
export class DeskScene {
  readonly program: TestProgram;
  readonly company: TestWorkspace;
  readonly amelie: TestAgent;
  readonly bruno: TestAgent;
  readonly boss: TestAgent;
  readonly inbox: Inbox;

  private constructor(parts: Pick<DeskScene, 'program' | 'company' | 'amelie' | 'bruno' | 'boss' | 'inbox'>) {
    this.program = parts.program;
    this.company = parts.company;
    this.amelie = parts.amelie;
    this.bruno = parts.bruno;
    this.boss = parts.boss;
    this.inbox = parts.inbox;
  }

  static async open(): Promise<DeskScene> {
    const program = await startTestProgram({ trustProxy: true });
    const company = await createTestWorkspace(program);
    return new DeskScene({
      program,
      company,
      amelie: await company.addAgent('Amélie'),
      bruno: await company.addAgent('Bruno'),
      boss: await company.addAgent('Basile', 'supervisor'),
      inbox: await company.addInbox(),
    });
  }

  close(): Promise<void> {
    return this.program.stop();
  }

  /** An address below the workspace. */
  at(rest: string): string {
    return `/v1/workspaces/${this.company.id}${rest}`;
  }

  /** A visitor writes for the first time. */
  async begin(text = 'Hello?', visitor?: TestVisitor): Promise<{ id: string; visitor: TestVisitor }> {
    const who = visitor ?? (await TestVisitor.open(this.program.url, this.inbox.key));
    const tab = await who.connect();
    const { conversationId } = await tab.say({ conversationId: uuid(), text });
    await tab.close();
    return { id: conversationId, visitor: who };
  }

  async say(visitor: TestVisitor, conversationId: string, text: string): Promise<string> {
    const tab = await visitor.connect();
    const sent = await tab.say({ conversationId, text });
    await tab.close();
    return sent.conversationId;
  }
}
