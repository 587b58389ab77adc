/**
 * Workspaces in which there may be something to do: those that were heard of since the last look, and from time to time
 * all, for what was not heard. So work costs what happens, not how many workspaces there are.
 */
export class DueWorkspaces {
  readonly #everyMs: number;
  readonly #heard = new Set<string>();
  #allAt = Number.NEGATIVE_INFINITY;

  /** `everyMs`: how often all are due. */
  constructor(everyMs: number) {
    this.#everyMs = everyMs;
  }

  add(workspaceId: string): void {
    this.#heard.add(workspaceId);
  }

  /** Those that are due now; undefined: all. They are due no more. */
  take(): string[] | undefined {
    const now = performance.now();
    const heard = [...this.#heard];
    this.#heard.clear();
    if (now - this.#allAt < this.#everyMs) return heard;
    this.#allAt = now;
    return undefined;
  }
}
