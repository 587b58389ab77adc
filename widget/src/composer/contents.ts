import type { Content, StoredFile } from '@causerie/protocol';

/** What the recorder knows of a voice message, which the file itself does not say. */
export type Voice = { durationMs: number; levels: number[] };

export type Attachment = {
  key: number;
  file: Blob;
  name: string;
  voice?: Voice;
  /** 0 to 1. */
  share: number;
  stored?: StoredFile;
  /** Error code. */
  failed?: string;
  cancel(): void;
};

/** The messages that say what the composer holds: the files, each as its kind, then the text. */
export function contentsOf(attachments: readonly Attachment[], text: string): Content[] {
  const stored = attachments.filter((a) => a.stored);
  const only = stored.length === 1 && !stored[0]!.voice && text.length <= 2000 ? text : '';
  const contents = stored.map(({ stored: file, voice }): Content => {
    const { id: fileId, kind } = file!;
    if (kind === 'audio') return { kind, fileId, ...voice };
    return only ? { kind, fileId, caption: only } : { kind, fileId };
  });
  const captioned = only && contents[0]?.kind !== 'audio';
  return text && !captioned ? [...contents, { kind: 'text', text }] : contents;
}
