import { ErrorBody } from '@causerie/protocol';
import { type TSchema, Type } from 'typebox';

type Parts = {
  params?: TSchema;
  querystring?: TSchema;
  body?: TSchema;
  200?: TSchema;
  202?: TSchema;
  /** Media types of what is answered as a file. */
  files?: string[];
};
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
  const { 200: ok, 202: accepted, files, ...request } = parts;
  return {
    tags: [tag],
    summary,
    security: schemes[security],
    ...request,
    response: {
      ...(ok && { 200: ok }),
      ...(files && { 200: fileAnswer(files) }),
      ...(accepted && { 202: accepted }),
      '4xx': ErrorBody,
      '5xx': ErrorBody,
    },
  } as unknown as Described<P>;
}

function fileAnswer(mediaTypes: string[]) {
  const file = { schema: Type.Any() };
  return {
    description: 'The file.',
    content: Object.fromEntries(mediaTypes.map((type) => [type, file])),
  };
}
