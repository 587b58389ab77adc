import { type Static, Type } from 'typebox';
import { Instant, Line, Nullable, WebUrl } from './scalars.ts';

const closed = { additionalProperties: false } as const;

/**
 * Why no vectors came. `address`: an address inside a private network that the server may not call. `unreachable`, `timeout`:
 * nobody answered, or not in time. `key`: the key was refused. `not_found`: no such path or model. `busy`: too many requests.
 * `server`: the other side failed. `refused`: it refused, and said why. `shape`: what it answered are no vectors. `dimensions`:
 * vectors of another size than before. `too_many`: more examples than are sent anywhere.
 */
export const EmbeddingsProblem = Type.Enum([
  'address',
  'unreachable',
  'timeout',
  'key',
  'not_found',
  'busy',
  'server',
  'refused',
  'shape',
  'dimensions',
  'too_many',
]);
export type EmbeddingsProblem = Static<typeof EmbeddingsProblem>;

const Url = Type.Union([WebUrl, Type.Literal('')]);
const Model = Type.Union([Line(200), Type.Literal('')]);
/** Milliseconds that a customer's message waits for its vector; examples have longer. */
const Timeout = Type.Integer({ minimum: 50, maximum: 1500 });

/** An endpoint that speaks OpenAI's API for embeddings, and what has become of asking it. The key is never told. */
export const EmbeddingSettings = Type.Object(
  {
    enabled: Type.Boolean(),
    /** Without `/embeddings` behind; empty where none was ever set. */
    url: Url,
    model: Model,
    hasKey: Type.Boolean(),
    timeoutMs: Timeout,
    /** Messages of this day (UTC) for which a vector was wanted, and those that were judged without. */
    today: Type.Object({ asked: Type.Integer(), failed: Type.Integer() }, closed),
    /** Why it failed last, today. */
    problem: Nullable(EmbeddingsProblem),
    problemAt: Nullable(Instant),
  },
  closed,
);
export type EmbeddingSettings = Static<typeof EmbeddingSettings>;

/** `apiKey`: null takes it away. An address on another server takes it away as well, unless it is given with it. */
export const EmbeddingSettingsPatch = Type.Object(
  {
    enabled: Type.Optional(Type.Boolean()),
    url: Type.Optional(Url),
    model: Type.Optional(Model),
    apiKey: Type.Optional(Nullable(Line(500))),
    timeoutMs: Type.Optional(Timeout),
  },
  closed,
);
export type EmbeddingSettingsPatch = Static<typeof EmbeddingSettingsPatch>;

/** `detail`: what the other side said, without the key; in whatever language. */
export const EmbeddingTestResult = Type.Object(
  {
    dimensions: Nullable(Type.Integer()),
    durationMs: Type.Integer(),
    problem: Nullable(EmbeddingsProblem),
    detail: Nullable(Type.String()),
  },
  closed,
);
export type EmbeddingTestResult = Static<typeof EmbeddingTestResult>;

/**
 * What a training made of an endpoint. `used`: one more family of features. `unhelpful`: held-out examples were not found
 * better with it, so it is left out and no message is sent there. `failed`: too few vectors came, for the reason of `problem`.
 */
export const ModelEmbeddings = Type.Object(
  {
    state: Type.Enum(['used', 'unhelpful', 'failed']),
    model: Type.String(),
    dimensions: Nullable(Type.Integer()),
    /** Texts that it was wanted for, and for how many of them the endpoint had to be asked. */
    texts: Type.Integer(),
    asked: Type.Integer(),
    problem: Nullable(EmbeddingsProblem),
  },
  closed,
);
export type ModelEmbeddings = Static<typeof ModelEmbeddings>;
