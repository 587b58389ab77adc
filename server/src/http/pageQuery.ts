import { Uuid } from '@causerie/protocol';
import { Type } from 'typebox';

/** The query of lists whose cursor is the last item's id. */
export const PageQuery = Type.Object(
  { limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })), cursor: Type.Optional(Uuid) },
  { additionalProperties: false },
);

/** The answer of routes that have nothing to say but that it is done. */
export const Done = Type.Object({});
