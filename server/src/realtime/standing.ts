import type { BusMessage } from './bus.ts';
import type { Signal } from './signals.ts';

type StandingSignal = Extract<Signal, { kind: 'agent_here' | 'contact_here' | 'viewing' }>;

/**
 * What each node has said of the moment and still holds: who is here, who looks at what. Kept so that a node that comes
 * can be told everything, and so that what a node said is taken back when the node is gone. `apply` gets each change.
 */
export class Standing {
  readonly #byNode = new Map<string, Map<string, StandingSignal>>();
  readonly #apply: (signal: Signal) => void;

  constructor(apply: (signal: Signal) => void) {
    this.#apply = apply;
  }

  /** To be called with every signal on its way to `apply`. */
  note(node: string, signal: Signal): void {
    if (!isStanding(signal)) return;
    const said = this.#byNode.get(node) ?? new Map<string, StandingSignal>();
    if (holds(signal)) said.set(keyOf(signal), signal);
    else said.delete(keyOf(signal));
    this.#byNode.set(node, said);
  }

  /** Everything that holds at that node. */
  of(node: string): BusMessage {
    return { type: 'here', signals: [...(this.#byNode.get(node)?.values() ?? [])] };
  }

  /** That node said everything that holds: what differs from what we knew is applied. */
  replace(node: string, signals: Signal[]): void {
    const before = this.#byNode.get(node) ?? new Map<string, StandingSignal>();
    const now = new Map(signals.filter(isStanding).map((signal) => [keyOf(signal), signal]));
    this.#byNode.set(node, now);
    for (const [key, signal] of before) if (!now.has(key)) this.#apply(ended(signal));
    for (const [key, signal] of now) {
      const known = before.get(key);
      if (!known || JSON.stringify(known) !== JSON.stringify(signal)) this.#apply(signal);
    }
  }

  /** The node is gone, and all that it said with it. */
  forget(node: string): void {
    this.replace(node, []);
    this.#byNode.delete(node);
  }
}

const isStanding = (signal: Signal): signal is StandingSignal =>
  signal.kind === 'agent_here' || signal.kind === 'contact_here' || signal.kind === 'viewing';

const holds = (signal: StandingSignal): boolean =>
  signal.kind === 'viewing' ? signal.viewer !== null : signal.here;

/** One session is at one place for one person at a time, so that a later signal replaces an earlier one. */
function keyOf(signal: StandingSignal): string {
  const { kind, workspaceId, sessionId } = signal;
  const about = { agent_here: 'userId', contact_here: 'contactId', viewing: 'conversationId' }[kind];
  return `${kind}/${workspaceId}/${(signal as unknown as Record<string, string>)[about]}/${sessionId}`;
}

const ended = (signal: StandingSignal): StandingSignal =>
  signal.kind === 'viewing' ? { ...signal, viewer: null } : { ...signal, here: false };
