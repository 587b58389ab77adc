import { StoredFile, Uuid } from '@causerie/protocol';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { getIfThere, keyOfFile, keyOfThumbnail } from '../core/files/fileStore.ts';
import { showsInline } from '../core/files/fileTypes.ts';
import { storeFile, type Uploader } from '../core/files/storeFile.ts';
import { fail } from '../errors.ts';
import { isFileUrlValid } from '../lib/fileUrl.ts';
import type { App } from './app.ts';
import { describe } from './describe.ts';
import type { Doors } from './doors.ts';
import { deskActor } from './guards.ts';

const InWorkspace = Type.Object({ workspaceId: Uuid });
const OfFile = Type.Object({ workspaceId: Uuid, fileId: Uuid, name: Type.String() });
const FileQuery = Type.Object({
  s: Type.String({ maxLength: 100 }),
  size: Type.Optional(Type.Enum(['thumb'])),
});
const WEEK_SECONDS = 7 * 24 * 3600;

/** Uploads by the desk, and the one place from which stored files are read. */
export function fileRoutes(app: App, doors: Doors): void {
  app.post(
    '/v1/workspaces/:workspaceId/files',
    {
      schema: {
        ...describe('files', 'Upload a file (multipart, one part named file)', {
          params: InWorkspace,
          200: StoredFile,
        }),
        consumes: ['multipart/form-data'],
      },
    },
    async (request) => {
      const actor = await deskActor(doors, request);
      const id = actor.kind === 'agent' ? actor.userId : actor.keyId;
      return receiveFile(doors, request, { workspaceId: actor.workspaceId, kind: actor.kind, id });
    },
  );

  app.get(
    '/files/:workspaceId/:fileId/:name',
    {
      schema: describe(
        'files',
        'Read a file by its signed address',
        { params: OfFile, querystring: FileQuery, files: ['*/*'] },
        'none',
      ),
    },
    async (request, reply) => {
      const { workspaceId, fileId } = request.params;
      if (!isFileUrlValid(doors.core.keys.file, workspaceId, fileId, request.query.s)) fail('file_not_found');
      return answerFile(doors, request, reply, request.query.size === 'thumb');
    },
  );
}

/** Reads the one file of a multipart request and keeps it. */
export async function receiveFile(
  doors: Doors,
  request: FastifyRequest,
  uploader: Uploader,
): Promise<StoredFile> {
  if (!request.isMultipart())
    fail('bad_request', { message: 'Send the file as multipart/form-data, in a part named file.' });
  const part = (await request.file()) ?? fail('bad_request', { message: 'There is no file in the request.' });
  const bytes = await part.toBuffer();
  return storeFile(doors.core, doors.files, uploader, { name: part.filename, bytes });
}

type FileRequest = FastifyRequest<{ Params: { workspaceId: string; fileId: string } }>;

/** A file is data, never a part of our site: no sniffing, no scripts, a download unless it is a harmless picture or sound. */
async function answerFile(
  doors: Doors,
  request: FileRequest,
  reply: FastifyReply,
  thumbnail: boolean,
): Promise<FastifyReply> {
  const { workspaceId, fileId } = request.params;
  const found = await doors.core.db.query<{ name: string; mime: string; has_thumbnail: boolean }>(
    'select name, mime, has_thumbnail from files where workspace_id = $1 and id = $2',
    [workspaceId, fileId],
  );
  const file = found.rows[0] ?? fail('file_not_found');
  if (thumbnail && !file.has_thumbnail) fail('file_not_found');
  const key = thumbnail ? keyOfThumbnail(workspaceId, fileId) : keyOfFile(workspaceId, fileId);
  const bytes = (await getIfThere(doors.files, key)) ?? fail('file_not_found');
  const mime = thumbnail ? 'image/webp' : file.mime;
  const inline = showsInline(mime);
  reply.headers({
    'content-type': inline ? mime : 'application/octet-stream',
    'content-disposition': `${inline ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    'cross-origin-resource-policy': 'cross-origin',
    'cache-control': `private, max-age=${WEEK_SECONDS}, immutable`,
    'accept-ranges': 'bytes',
  });
  return answerRange(request, reply, bytes);
}

/** One range (RFC 9110 section 14), which players of sound and video ask for. */
function answerRange(request: FastifyRequest, reply: FastifyReply, bytes: Uint8Array): FastifyReply {
  const range = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? '');
  if (!range || (!range[1] && !range[2])) return reply.send(Buffer.from(bytes));
  const start = range[1] ? Number(range[1]) : Math.max(0, bytes.length - Number(range[2]));
  const end = range[1] && range[2] ? Math.min(Number(range[2]), bytes.length - 1) : bytes.length - 1;
  if (start > end || start >= bytes.length) {
    return reply.status(416).header('content-range', `bytes */${bytes.length}`).send();
  }
  reply.status(206).header('content-range', `bytes ${start}-${end}/${bytes.length}`);
  return reply.send(Buffer.from(bytes.subarray(start, end + 1)));
}
