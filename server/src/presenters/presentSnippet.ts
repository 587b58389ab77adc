import type { Snippet, StoredFile } from '@causerie/protocol';
import { kindOf } from '../core/files/storeFile.ts';
import type { SnippetFile, SnippetRecord } from '../core/snippets/snippetRecord.ts';
import { formatFileUrl } from '../lib/fileUrl.ts';

/** A snippet with addresses for its files. */
export function presentSnippet(
  fileSecret: Parameters<typeof formatFileUrl>[0],
  workspaceId: string,
  record: SnippetRecord,
): Snippet {
  const present = ({ id, name, mime, size, width, height, hasThumbnail }: SnippetFile): StoredFile => {
    const file = { workspaceId, fileId: id, name };
    return {
      id,
      name,
      mime,
      size,
      kind: kindOf(mime, hasThumbnail),
      url: formatFileUrl(fileSecret, file),
      ...(width && height && { width, height }),
      ...(hasThumbnail && { thumbnailUrl: formatFileUrl(fileSecret, file, 'thumb') }),
    };
  };
  return { ...record, files: record.files.map(present) };
}
