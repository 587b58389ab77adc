import type { StoredFile } from '@causerie/protocol';
import { AppError } from './AppError.ts';
import { parseError } from './http.ts';

/** Sends one file; XMLHttpRequest because `fetch` does not tell how much has left. `share` runs from 0 to 1. */
export function uploadFile(
  workspaceId: string,
  file: File,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<StoredFile> {
  return sendFile(`/v1/workspaces/${workspaceId}/files`, file, onProgress, signal);
}

/** The same to any route that takes one file. */
export function sendFile<T>(
  path: string,
  file: File,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    xhr.open('POST', path);
    xhr.upload.onprogress = (e) => {
      if (e.lengthComputable) onProgress(e.loaded / e.total);
    };
    xhr.onload = () => {
      if (xhr.status >= 200 && xhr.status < 300) resolve(JSON.parse(xhr.responseText) as T);
      else reject(parseError(xhr.status, xhr.responseText));
    };
    xhr.onerror = () => reject(new AppError('network', 'The upload was cut off.'));
    xhr.onabort = () => reject(new DOMException('Cancelled', 'AbortError'));
    signal.addEventListener('abort', () => xhr.abort(), { once: true });
    const form = new FormData();
    form.append('file', file, file.name || 'file');
    xhr.send(form);
  });
}
