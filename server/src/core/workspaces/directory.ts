import type { Db } from '../../db/transaction.ts';

/** What is shown of an agent or a bot beside what they wrote. */
export type Person = { name: string; avatarUrl?: string };

/**
 * Names of a workspace's members and keys, and of those who wrote in imported histories, so that the path of a message needs no query for them. Loaded when first
 * asked for, forgotten when a change is announced; a name that is not known yet shows as none until the next load.
 */
export class Directory {
  readonly #db: Db;
  readonly #loaded = new Map<string, Map<string, Person>>();
  readonly #loading = new Map<string, Promise<Map<string, Person>>>();

  constructor(db: Db) {
    this.#db = db;
  }

  /** Resolves once the names of this workspace can be had at once. */
  async load(workspaceId: string): Promise<Map<string, Person>> {
    const loaded = this.#loaded.get(workspaceId);
    if (loaded) return loaded;
    const loading = this.#loading.get(workspaceId) ?? this.#read(workspaceId);
    this.#loading.set(workspaceId, loading);
    return loading;
  }

  find(workspaceId: string, id: string): Person | undefined {
    return this.#loaded.get(workspaceId)?.get(id);
  }

  forget(workspaceId: string): void {
    this.#loading.delete(workspaceId);
    // The old names stay until the new ones are here: a message in between must not lose its author.
    if (this.#loaded.has(workspaceId)) {
      const loading = this.#read(workspaceId);
      this.#loading.set(workspaceId, loading);
      loading.catch(() => this.#loading.delete(workspaceId));
    }
  }

  forgetAll(): void {
    for (const workspaceId of [...this.#loaded.keys()]) this.forget(workspaceId);
  }

  async #read(workspaceId: string): Promise<Map<string, Person>> {
    const found = await this.#db.query<{ id: string; name: string; image: string | null }>(
      `select u.id, u.name, u.image from members m join users u on u.id = m.user_id where m.workspace_id = $1
       union all select k.id, k.name, null from api_keys k where k.workspace_id = $1
       union all select p.id, p.name, null from imported_people p where p.workspace_id = $1`,
      [workspaceId],
    );
    const people = new Map(
      found.rows.map((row) => [row.id, { name: row.name, ...(row.image && { avatarUrl: row.image }) }]),
    );
    this.#loaded.set(workspaceId, people);
    return people;
  }
}
