/** A JSON schema as `/openapi.json` gives it. */
export type JsonSchema = {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  patternProperties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema | JsonSchema[];
  minItems?: number;
  minLength?: number;
  minimum?: number;
  pattern?: string;
};

/** Texts of which each pattern of our schemas takes one at least. */
const texts = [
  'some text',
  '01a1fd1f-b82b-7aed-8b19-cf665e02dfe4',
  '2099-01-01T10:00:00.000Z',
  '2099-01-01',
  'someone@example.com',
  'en',
  'FR',
  'contacts.read',
  'contact.name',
  '⭐',
  '42',
  '10:00',
  '#336699',
  'https://example.com',
  '+33 1 23 45 67 89',
  'field_1',
  'EUR',
];

/** The least that passes the schema and says something: what is required, else the first property. Throws for a schema that it does not understand. */
export function exampleOf(schema: JsonSchema): unknown {
  if (Object.keys(schema).length === 0) return texts[0];
  if ('const' in schema) return schema.const;
  if (schema.enum) return schema.enum[0];
  const choice = schema.anyOf?.[0] ?? schema.oneOf?.[0];
  if (choice) return exampleOf(choice);
  switch (schema.type) {
    case 'object':
      return exampleOfObject(schema);
    case 'array':
      return exampleOfArray(schema);
    case 'string':
      return exampleOfString(schema);
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 1, 1);
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      throw new Error(`No example for ${JSON.stringify(schema)}`);
  }
}

function exampleOfObject({ properties = {}, required = [] }: JsonSchema): object {
  const names = required.length > 0 ? required : Object.keys(properties).slice(0, 1);
  return Object.fromEntries(names.map((name) => [name, exampleOf(properties[name]!)]));
}

function exampleOfArray({ items, minItems = 0 }: JsonSchema): unknown[] {
  if (Array.isArray(items)) return items.map(exampleOf);
  return minItems > 0 && items ? [exampleOf(items)] : [];
}

function exampleOfString({ pattern, minLength = 0 }: JsonSchema): string {
  const fits = (text: string) => !pattern || new RegExp(pattern, 'u').test(text);
  const found = texts.find(fits);
  if (found === undefined) throw new Error(`No example matches ${pattern}`);
  return found.padEnd(minLength, 'x');
}
