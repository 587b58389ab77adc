import type { ErrorBody, StoredFile } from '@causerie/protocol';

/** A refusal by the server, with its code; or `network` where there was no answer. */
export class RequestError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, status: number) {
    super(code);
    this.code = code;
    this.status = status;
  }
}

/** The code in the body of a refusal. */
export const codeOf = (text: string): string => {
  try {
    return (JSON.parse(text) as ErrorBody).error.code;
  } catch {
    return 'internal';
  }
};

/** Below /widget/v1. */
export async function request<T>(method: string, path: string, body?: object, token?: string): Promise<T> {
  const headers: Record<string, string> = {};
  if (body) headers['content-type'] = 'application/json';
  if (token) headers.authorization = `Bearer ${token}`;
  const init = { method, headers, body: body && JSON.stringify(body), credentials: 'omit' as const };
  const answer = await fetch(`/widget/v1${path}`, init).catch(() => {
    throw new RequestError('network', 0);
  });
  const text = await answer.text();
  if (!answer.ok) throw new RequestError(codeOf(text), answer.status);
  return JSON.parse(text || '{}') as T;
}

export type Upload = { done: Promise<StoredFile>; cancel(): void };
