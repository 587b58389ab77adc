import type { Account } from '../state/account.ts';
import { RequestError, type Upload } from '../state/http.ts';

/** Begins an upload as soon as there is a token and the code for it; may be cancelled before that. */
export function startUpload(
  account: Account,
  file: Blob,
  name: string,
  onProgress: (share: number) => void,
): Upload {
  let cancelled = false;
  let call: Upload | undefined;
  const code = import('../lazy/upload.ts').then((m) => m.upload);
  const done = Promise.all([account.ensure(), code]).then(([token, upload]) => {
    if (cancelled) throw new RequestError('cancelled', 0);
    call = upload(file, name, token, onProgress);
    return call.done;
  });
  return {
    done,
    cancel: () => {
      cancelled = true;
      call?.cancel();
    },
  };
}
