import { useEffect, useRef, useState } from 'preact/hooks';
import { RequestError } from '../state/http.ts';
import { useMessenger } from '../view/context.ts';
import type { Attachment, Voice } from './contents.ts';
import { startUpload } from './startUpload.ts';

let keys = 0;

/** Files that are being attached to the message in the composer. Each is uploaded at once, and can be taken back. */
export function useUploads() {
  const messenger = useMessenger();
  const [attachments, setAttachments] = useState<Attachment[]>([]);
  const running = useRef(attachments);
  running.current = attachments;
  useEffect(() => () => running.current.forEach((a) => void a.cancel()), []);

  const change = (key: number, patch: Partial<Attachment>) =>
    setAttachments((all) => all.map((a) => (a.key === key ? { ...a, ...patch } : a)));
  const drop = (key: number) => setAttachments((all) => all.filter((a) => a.key !== key));

  const add = (file: Blob, name: string, voice?: Voice) => {
    const key = ++keys;
    const call = startUpload(messenger.account, file, name, (share) => change(key, { share }));
    setAttachments((all) => [...all, { key, file, name, voice, share: 0, cancel: call.cancel }]);
    call.done.then(
      (stored) => {
        messenger.files.set(stored.id, stored);
        change(key, { share: 1, stored });
      },
      (error: unknown) => change(key, { failed: error instanceof RequestError ? error.code : 'internal' }),
    );
  };
  const remove = (attachment: Attachment) => {
    attachment.cancel();
    drop(attachment.key);
  };
  const retry = ({ key, file, name, voice }: Attachment) => {
    drop(key);
    add(file, name, voice);
  };
  return { attachments, add, remove, retry, clear: () => setAttachments([]) };
}
