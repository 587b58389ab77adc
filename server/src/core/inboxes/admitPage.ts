import { AppError } from '../../errors.ts';
import { isOriginAllowed } from '../contacts/isOriginAllowed.ts';
import type { Core } from '../core.ts';
import { loadInboxByKey } from './loadInboxByKey.ts';
import { noteInboxRefused } from './noteInboxRefused.ts';

export type Admission =
  /** `ancestors`: the sites that a browser may show the messenger's frame on; empty means all. */
  { allowed: true; ancestors: readonly string[] } | { allowed: false; because: string };

/**
 * Whether a page of `origin` may show the messenger of an inbox; for the owner of a page that may not, why. The browser
 * tells the truth about the origin only by obeying `ancestors`: this answer is for honest pages.
 */
export async function admitPage(core: Core, key: string, origin: string | undefined): Promise<Admission> {
  const inbox = await loadInboxByKey(core.db, key).catch((thrown: unknown) => {
    if (thrown instanceof AppError && thrown.code === 'inbox_not_found') return undefined;
    throw thrown;
  });
  if (!inbox)
    return {
      allowed: false,
      because: `There is no inbox with the key ${key}. Copy the snippet from its settings.`,
    };
  const { allowedOrigins } = inbox.settings;
  if (origin && origin !== core.publicUrl && !isOriginAllowed(allowedOrigins, origin)) {
    await noteInboxRefused(core, inbox, origin);
    return {
      allowed: false,
      because: `${origin} is not among the sites that may show this chat. Add it to the inbox’s settings.`,
    };
  }
  return { allowed: true, ancestors: allowedOrigins };
}
