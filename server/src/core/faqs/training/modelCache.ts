import type { Db } from '../../../db/transaction.ts';
import { decodeModel } from '../../../engines/language/model/decodeModel.ts';
import type { LanguageModel } from '../../../engines/language/model/languageModel.ts';
import { readFeedback } from './readFeedback.ts';

/** A model with what traffic has taught about it. */
export type LoadedModel = { version: number; model: LanguageModel };

type Kept = { loaded: LoadedModel | undefined; bytes: number; checkedAt: number; feedbackAt: number };

/** How long a node may answer with the model before, where no word of a newer one reached it. */
const CHECK_MS = 5000;
const FEEDBACK_MS = 60_000;
const MOST_BYTES = 256 * 1024 * 1024;

/**
 * The models in use on this node, loaded when first asked for; the least recently used go when they are too many. While a newer
 * one is loaded the old one answers.
 */
export class ModelCache {
  readonly #db: Db;
  readonly #mostBytes: number;
  readonly #kept = new Map<string, Kept>();
  readonly #loading = new Map<string, Promise<LoadedModel | undefined>>();

  constructor(db: Db, mostBytes = MOST_BYTES) {
    this.#db = db;
    this.#mostBytes = mostBytes;
  }

  /** The workspace's newest model; undefined where nothing was ever trained. */
  async get(workspaceId: string): Promise<LoadedModel | undefined> {
    const kept = this.#kept.get(workspaceId);
    if (!kept) return this.#load(workspaceId);
    // Most recently used last.
    this.#kept.delete(workspaceId);
    this.#kept.set(workspaceId, kept);
    const fresh = performance.now() - kept.checkedAt < CHECK_MS;
    if (fresh) return kept.loaded;
    // Nobody waits for a newer one, but for the first.
    const loading = this.#load(workspaceId);
    if (!kept.loaded) return loading;
    loading.catch((thrown) => this.#db.log(thrown as Error));
    return kept.loaded;
  }

  /** The newest there is, waited for: for whoever has just seen it trained and asks what it knows. */
  async newest(workspaceId: string): Promise<LoadedModel | undefined> {
    // What is being read may have begun before the newest was there.
    await this.#loading.get(workspaceId)?.catch(() => {});
    return this.#load(workspaceId);
  }

  /** Something was trained, or learnt: looked up at the next question, without waiting for it where one is there. */
  expire(workspaceId: string): void {
    const kept = this.#kept.get(workspaceId);
    if (kept) kept.checkedAt = Number.NEGATIVE_INFINITY;
  }

  /** As if it had never been asked for. */
  forget(workspaceId: string): void {
    this.#kept.delete(workspaceId);
  }

  /** Bytes of the models kept, as stored. */
  get bytes(): number {
    return [...this.#kept.values()].reduce((sum, kept) => sum + kept.bytes, 0);
  }

  #load(workspaceId: string): Promise<LoadedModel | undefined> {
    const under = this.#loading.get(workspaceId);
    if (under) return under;
    const loading = this.#read(workspaceId).finally(() => this.#loading.delete(workspaceId));
    this.#loading.set(workspaceId, loading);
    return loading;
  }

  async #read(workspaceId: string): Promise<LoadedModel | undefined> {
    const now = performance.now();
    const kept = this.#kept.get(workspaceId);
    const found = await this.#db.query<{ version: number; bytes: Buffer | null }>(
      `select version, case when version > $2 then bytes end as bytes from language_models
       where workspace_id = $1 and state = 'ready' order by version desc limit 1`,
      [workspaceId, kept?.loaded?.version ?? 0],
    );
    const row = found.rows[0];
    const isNew = row?.bytes && row.version !== kept?.loaded?.version;
    let loaded = isNew ? { version: row.version, model: decodeModel(aligned(row.bytes!)) } : kept?.loaded;
    let feedbackAt = kept?.feedbackAt ?? Number.NEGATIVE_INFINITY;
    if (loaded && (isNew || now - feedbackAt > FEEDBACK_MS)) {
      const events = await readFeedback(this.#db, workspaceId);
      loaded = { ...loaded, model: { ...loaded.model, feedback: { events } } };
      feedbackAt = now;
    }
    const bytes = isNew ? row.bytes!.length : (kept?.bytes ?? 0);
    this.#kept.delete(workspaceId);
    this.#kept.set(workspaceId, { loaded, bytes, checkedAt: now, feedbackAt });
    this.#shrink(workspaceId);
    return loaded;
  }

  #shrink(keep: string): void {
    let sum = this.bytes;
    for (const [workspaceId, kept] of this.#kept) {
      if (sum <= this.#mostBytes && this.#kept.size <= MOST_WORKSPACES) return;
      if (workspaceId === keep) continue;
      sum -= kept.bytes;
      this.#kept.delete(workspaceId);
    }
  }
}

const MOST_WORKSPACES = 10_000;

/** A buffer of the driver lies within a larger one, which would be kept alive with it. */
const aligned = (buffer: Buffer): Uint8Array => new Uint8Array(buffer);
