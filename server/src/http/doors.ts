import type { Config } from '../config.ts';
import type { Core } from '../core/core.ts';
import type { ModelCache } from '../core/faqs/training/modelCache.ts';
import type { FileStore } from '../core/files/fileStore.ts';
import type { Presence } from '../core/presence/presence.ts';
import type { Auth } from '../core/users/auth.ts';
import type { Directory } from '../core/workspaces/directory.ts';
import type { Counter } from '../lib/counter.ts';
import type { Presenter } from '../presenters/presenter.ts';
import type { Metrics } from '../watch/metrics.ts';

/** What the doors are given by `compose.ts`. */
export type Doors = {
  config: Config;
  core: Core;
  auth: Auth;
  presenter: Presenter;
  directory: Directory;
  presence: Presence;
  models: ModelCache;
  files: FileStore;
  mostFileBytes: number;
  /** Counts what is limited across all nodes; absent where there is one. */
  counter: Counter | undefined;
  metrics: Metrics;
  /** The program has been asked to end: what is under way is finished, nothing new should come here. */
  isStopping(): boolean;
};
