import { AppError, type AppErrorCode } from './AppError.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One request to our own server; rejects with an AppError only (or the abort of `signal`). */
export async function request<T>(
  method: Method,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<T> {
  let answer: Response;
  try {
    answer = await fetch(path, {
      method,
      signal,
      credentials: 'same-origin',
      headers: body === undefined ? undefined : { 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (thrown) {
    if (signal?.aborted) throw thrown;
    throw new AppError('network', 'No answer from the server.');
  }
  const text = await answer.text();
  if (!answer.ok) throw parseError(answer.status, text);
  return (text ? JSON.parse(text) : undefined) as T;
}

/** The server's error body as an AppError; a proxy's HTML page becomes `unavailable` or `unknown`. */
export function parseError(status: number, text: string): AppError {
  try {
    const { error } = JSON.parse(text) as {
      error: { code: AppErrorCode; message: string; field?: string; detail?: string; retryAfterMs?: number };
    };
    const { code, message, field, detail, retryAfterMs } = error;
    if (typeof code === 'string') return new AppError(code, message, { status, field, detail, retryAfterMs });
  } catch {
    // Not ours: fall through.
  }
  return new AppError(status >= 500 ? 'unavailable' : 'unknown', `HTTP ${status}`, { status });
}

/** `?a=1&b=2` of the parts that are given. */
export function queryOf(parts: Record<string, string | number | undefined>): string {
  const given = Object.entries(parts).filter(([, value]) => value !== undefined && value !== '');
  if (given.length === 0) return '';
  return `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`;
}
