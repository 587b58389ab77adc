import { ErrorBody } from '@causerie/protocol';
import type { TSchema } from 'typebox';

type Parts = { params?: TSchema; querystring?: TSchema; body?: TSchema; 200?: TSchema; 202?: TSchema };
type Security = 'desk' | 'session' | 'visitor' | 'none';

const schemes: Record<Security, Record<string, string[]>[]> = {
  desk: [{ session: [] }, { apiKey: [] }],
  session: [{ session: [] }],
  visitor: [{ visitor: [] }],
  none: [],
};

type Described<P extends Parts> = Pick<P, keyof P & ('params' | 'querystring' | 'body')> & {
  tags: string[];
  summary: string;
  security: Record<string, string[]>[];
  response: Pick<P, keyof P & (200 | 202)> & { '4xx': typeof ErrorBody; '5xx': typeof ErrorBody };
};

/** A route's schema with what every route has: its group, a line of text, who may call it, and the shape of errors. */
export function describe<P extends Parts>(
  tag: string,
  summary: string,
  parts: P,
  security: Security = 'desk',
): Described<P> {
  const { 200: ok, 202: accepted, ...request } = parts;
  return {
    tags: [tag],
    summary,
    security: schemes[security],
    ...request,
    response: {
      ...(ok && { 200: ok }),
      ...(accepted && { 202: accepted }),
      '4xx': ErrorBody,
      '5xx': ErrorBody,
    },
  } as unknown as Described<P>;
}
