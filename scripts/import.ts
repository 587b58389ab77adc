import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import type { ErrorBody, Import, ImportKind } from '@causerie/protocol';
import { parseApiKey } from '../server/src/core/workspaces/apiKeyText.ts';

/**
 * `npm run import -- --from chatwoot --file export.json --key csk_...`: gives a file to a running server, starts the import
 * and tells how far it is until it ends. `--url` (http://localhost:4300), `--inbox` (an id), `--key` or CAUSERIE_KEY: a key
 * with the role admin. Given again, the same file changes nothing twice. Ends with 1 where something was not taken.
 */
const { values } = parseArgs({
  options: {
    from: { type: 'string' },
    file: { type: 'string' },
    key: { type: 'string', default: process.env.CAUSERIE_KEY ?? '' },
    url: { type: 'string', default: process.env.CAUSERIE_URL ?? 'http://localhost:4300' },
    inbox: { type: 'string' },
  },
});
const kinds: ImportKind[] = ['contacts', 'chatwoot', 'intercom', 'zendesk', 'causerie'];
const kind = kinds.find((each) => each === values.from) ?? stop(`--from must be one of ${kinds.join(', ')}.`);
const file = values.file ?? stop('--file must name the file.');
const { workspaceId } =
  parseApiKey(values.key) ?? stop('--key must be an API key (csk_...) with the role admin.');
const base = `${values.url.replace(/\/$/, '')}/v1/workspaces/${workspaceId}/imports`;

const form = new FormData();
form.append('file', await openAsBlob(file), basename(file));
const query = new URLSearchParams({ kind, ...(values.inbox && { inboxId: values.inbox }) });
let job = await call<Import>('POST', `${base}/files?${query}`, form);
job = await call<Import>('POST', `${base}/${job.id}/start`, JSON.stringify({}));
console.log(`${job.fileName}: ${job.total} to look at`);
while (job.status === 'running') {
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const before = job.done;
  job = await call<Import>('GET', `${base}/${job.id}`);
  if (job.done !== before) console.log(`  ${job.done} of ${job.total}`);
}
console.log(`${job.status}${job.reason ? `: ${job.reason}` : ''}`);
for (const [name, count] of Object.entries(job.counts)) console.log(`  ${name}: ${count}`);
const failed = job.status !== 'done' || (job.counts.failed ?? 0) > 0;
if (job.counts.failed) console.log(`What was not taken, and why: ${base}/${job.id}/problems.csv`);
process.exit(failed ? 1 : 0);

async function call<T>(method: string, url: string, body?: FormData | string): Promise<T> {
  const answer = await fetch(url, {
    method,
    headers: {
      authorization: `Bearer ${values.key}`,
      ...(typeof body === 'string' && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body }),
  }).catch((cause: unknown) =>
    stop(`${values.url} does not answer. Is the server running? (${String(cause)})`),
  );
  const text = await answer.text();
  if (!answer.ok) {
    const { error } = JSON.parse(text) as ErrorBody;
    return stop(`${error.code}: ${error.message}`);
  }
  return JSON.parse(text) as T;
}

function stop(text: string): never {
  console.error(text);
  process.exit(1);
}
