import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError, coerceError, fail } from '../errors.ts';
import type { Doors } from './doors.ts';
import { headersOf, mustBeSameOrigin, sessionUnreadable } from './guards.ts';

/**
 * Passes a request to the sign-in library and gives back what it answered, with all its cookies set on the reply. Its
 * refusals become ours, its own code in `detail`.
 */
export async function passToAuth(
  doors: Doors,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  mustBeSameOrigin(doors, request);
  const answer = await doors.auth.handler(toWebRequest(doors, request)).catch((thrown: unknown) => {
    throw coerceError(thrown);
  });
  forwardCookies(answer.headers, reply);
  const body: unknown = await answer.json().catch(() => undefined);
  if (!answer.ok) throw toRefusal(answer, body);
  return body ?? {};
}

/** Signs in with a password that was chosen in this very request. */
export async function signInNow(
  doors: Doors,
  request: FastifyRequest,
  reply: FastifyReply,
  credentials: { email: string; password: string },
): Promise<void> {
  const answer = await doors.auth.api.signInEmail({
    body: credentials,
    headers: headersOf(request),
    asResponse: true,
  });
  if (!answer.ok) throw new Error(`A new account could not be signed in: ${answer.status}`);
  forwardCookies(answer.headers, reply);
}

/** The signed-in user's id; a session that is used lives on, so that nobody is signed out while they work. */
export async function refreshSession(
  doors: Doors,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<string> {
  const { response, headers } = await doors.auth.api
    .getSession({ headers: headersOf(request), returnHeaders: true })
    .catch(sessionUnreadable);
  forwardCookies(headers, reply);
  return response?.user.id ?? fail('unauthorised');
}

function toWebRequest(doors: Doors, request: FastifyRequest): Request {
  const headers = headersOf(request);
  // The body is written anew below.
  headers.delete('content-length');
  headers.delete('transfer-encoding');
  // Our guard has let it pass, perhaps under another of our names; the library knows only this one.
  if (headers.has('origin')) headers.set('origin', doors.config.publicUrl);
  const url = new URL(request.url, doors.config.publicUrl);
  if (request.method === 'GET') return new Request(url, { headers });
  headers.set('content-type', 'application/json');
  return new Request(url, { method: request.method, headers, body: JSON.stringify(request.body ?? {}) });
}

/** `getSetCookie`, since joining several cookies into one header would lose all but the first. */
function forwardCookies(headers: Headers, reply: FastifyReply): void {
  const cookies = headers.getSetCookie();
  if (cookies.length > 0) reply.header('set-cookie', cookies);
  reply.header('cache-control', 'no-store');
}

type Code = AppError['code'];

const codeByStatus: Record<number, Code> = {
  400: 'invalid_value',
  401: 'unauthorised',
  403: 'forbidden',
  404: 'not_found',
  405: 'method_not_allowed',
  413: 'too_large',
  415: 'bad_request',
  422: 'invalid_value',
  429: 'too_many_requests',
};

/** Where the library's code says more than its status. */
const codeByDetail: Record<string, Code> = {
  INVALID_TOKEN: 'link_expired',
  TOKEN_EXPIRED: 'link_expired',
  INVALID_ORIGIN: 'forbidden_origin',
  MISSING_OR_NULL_ORIGIN: 'forbidden_origin',
  INVALID_REDIRECT_URL: 'forbidden_origin',
  CROSS_SITE_NAVIGATION_LOGIN_BLOCKED: 'forbidden_origin',
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: 'unauthorised',
};

function toRefusal(answer: Response, body: unknown): AppError {
  const { code: detail, message } = (body ?? {}) as { code?: string; message?: string };
  const code = (detail && codeByDetail[detail]) || codeByStatus[answer.status] || 'internal';
  const seconds = Number(answer.headers.get('x-retry-after') ?? Number.NaN);
  return new AppError(code, {
    ...(detail && { detail }),
    // The catalogue's own words fit where the library gives no code; what went wrong inside stays inside.
    ...(detail && message && code !== 'internal' && { message: `${message.replace(/\.$/, '')}.` }),
    ...(Number.isFinite(seconds) && { retryAfterMs: seconds * 1000 }),
  });
}
