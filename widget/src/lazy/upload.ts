import type { StoredFile } from '@causerie/protocol';
import { codeOf, RequestError, type Upload } from '../state/http.ts';

/** XMLHttpRequest, because fetch cannot tell how far an upload is. */
export function upload(file: Blob, name: string, token: string, onProgress: (share: number) => void): Upload {
  const call = new XMLHttpRequest();
  const done = new Promise<StoredFile>((resolve, reject) => {
    call.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    call.onload = () =>
      call.status < 300
        ? resolve(JSON.parse(call.responseText) as StoredFile)
        : reject(new RequestError(codeOf(call.responseText), call.status));
    call.onerror = () => reject(new RequestError('network', 0));
    call.onabort = () => reject(new RequestError('cancelled', 0));
    call.open('POST', '/widget/v1/files');
    call.setRequestHeader('authorization', `Bearer ${token}`);
    const form = new FormData();
    form.append('file', file, name);
    call.send(form);
  });
  return { done, cancel: () => call.abort() };
}
