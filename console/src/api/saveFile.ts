import { parseError } from './http.ts';

/** Fetches a document and hands it to the browser to keep; rejects with an AppError where there is none. */
export async function saveFile(path: string): Promise<void> {
  const answer = await fetch(path, { credentials: 'same-origin' });
  if (!answer.ok) throw parseError(answer.status, await answer.text());
  const name = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? 'file';
  const address = URL.createObjectURL(await answer.blob());
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  // The browser has it once the click has been handled.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
