import type { Core } from '../core/core.ts';
import {
  noteAgentCame,
  noteAgentLeft,
  noteAgentsHere,
  SIGN_EVERY_SECONDS,
} from '../core/routing/notePresence.ts';

type AgentId = { workspaceId: string; userId: string };

/**
 * Keeps in the database which agents have a console open on this node, for routing, which may run on another. That
 * they came and left is written at once, that they are still here again and again: a node that dies falls silent.
 */
export class AgentSigns {
  readonly #db: Core['db'];
  readonly #here = new Map<string, { agent: AgentId; sessions: Set<string> }>();
  readonly #timer: NodeJS.Timeout;
  readonly #onError: (error: unknown) => void;

  constructor(db: Core['db'], onError: (error: unknown) => void) {
    this.#db = db;
    this.#onError = onError;
    this.#timer = setInterval(() => {
      noteAgentsHere(
        this.#db,
        [...this.#here.values()].map((one) => one.agent),
      ).catch(onError);
    }, SIGN_EVERY_SECONDS * 1000);
  }

  /** Resolves once it is written, for the first session of an agent here. */
  async came(agent: AgentId, sessionId: string): Promise<void> {
    const key = `${agent.workspaceId}/${agent.userId}`;
    const known = this.#here.get(key);
    if (known) return void known.sessions.add(sessionId);
    this.#here.set(key, { agent, sessions: new Set([sessionId]) });
    await noteAgentCame(this.#db, agent);
  }

  left(agent: AgentId, sessionId: string): void {
    const key = `${agent.workspaceId}/${agent.userId}`;
    const known = this.#here.get(key);
    if (!known?.sessions.delete(sessionId) || known.sessions.size > 0) return;
    this.#here.delete(key);
    noteAgentLeft(this.#db, agent).catch(this.#onError);
  }

  close(): void {
    clearInterval(this.#timer);
  }
}
