import type { TSchema } from 'typebox';
import { Value } from 'typebox/value';

/** What does not fit, and where: a JSON pointer into the value, and words that a developer can act on. */
export type Refusal = { instancePath: string; message: string };

type Shape = TSchema & {
  anyOf?: Shape[];
  properties?: Record<string, Shape>;
  items?: Shape;
  const?: unknown;
};

/**
 * Why a value does not fit a schema. Where it may be one of several shapes that a literal tells apart (`kind`, `type`),
 * it is held against the one that it says it is, instead of all of them: else a form without a title would be told
 * that a text message needs a text.
 */
export function explainRefusal(schema: TSchema, value: unknown, path = ''): Refusal {
  const shape = schema as Shape;
  if (shape.anyOf && isObject(value)) {
    const { name, said } = tellingApart(shape.anyOf);
    if (name) {
      const meant = shape.anyOf.find((each) => each.properties?.[name]?.const === value[name]);
      if (meant) return explainRefusal(meant, value, path);
      return { instancePath: `${path}/${name}`, message: `must be one of ${said.join(', ')}` };
    }
  }
  const inner = innerRefusal(shape, value, path);
  if (inner) return inner;
  const errors = Value.Errors(schema, value);
  // Of what is too much the library says first that nothing may be there, and then its names.
  const first = errors.find(({ keyword }) => keyword !== 'boolean') ?? errors[0];
  return {
    instancePath: path + (first?.instancePath ?? ''),
    message: first ? wordsOf(first) : 'does not fit',
  };
}

/** The first part that does not fit and may be explained better by itself. */
function innerRefusal({ properties, items }: Shape, value: unknown, path: string): Refusal | undefined {
  if (items && Array.isArray(value)) {
    const at = value.findIndex((each) => !Value.Check(items, each));
    if (at >= 0) return explainRefusal(items, value[at], `${path}/${at}`);
  }
  if (properties && isObject(value))
    for (const [name, part] of Object.entries(properties))
      if (value[name] !== undefined && !Value.Check(part, value[name]))
        return explainRefusal(part, value[name], `${path}/${name}`);
  return undefined;
}

/** The property whose literal tells the shapes apart, and what it may say. */
function tellingApart(shapes: Shape[]): { name?: string; said: unknown[] } {
  const name = Object.entries(shapes[0]?.properties ?? {}).find(([, part]) => part.const !== undefined)?.[0];
  const said = name ? shapes.map((shape) => shape.properties?.[name]?.const) : [];
  const apart =
    said.length > 0 && said.every((word) => word !== undefined) && new Set(said).size === said.length;
  return apart ? { name, said } : { said };
}

/** The name of what is too much or missing says more than that something is. */
function wordsOf({ keyword, message, params }: ReturnType<typeof Value.Errors>[number]): string {
  if (keyword === 'additionalProperties')
    return `${message}: ${(params as { additionalProperties: string[] }).additionalProperties.join(', ')}`;
  return message;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
