import { exampleOf, type JsonSchema } from './exampleOf.ts';

/** One method of one address of `/openapi.json`. */
export type ApiRoute = {
  /** `PATCH /v1/me` */
  name: string;
  method: string;
  path: string;
  /** Names of the parts of the address in braces. */
  params: string[];
  /** With what it must be asked, from `?` on. */
  query: string;
  /** Everything that may be asked after the `?`. */
  parameters: QueryParameter[];
  needsSession: boolean;
  schema: JsonSchema | undefined;
  /** A body that passes the schema; a form with a file where the route takes files. */
  body(): object | FormData | undefined;
};

export type QueryParameter = { name: string; required?: boolean; schema: JsonSchema };

type Operation = {
  parameters?: ({ in: string } & QueryParameter)[];
  requestBody?: { content: Record<string, { schema?: JsonSchema }> };
  security?: object[];
  tags?: string[];
};

const filesRoute = /\/files$/;

/** Every route that the running program describes. */
export async function listApiRoutes(url: string): Promise<ApiRoute[]> {
  const answer = await fetch(new URL('/openapi.json', url));
  const { paths } = (await answer.json()) as { paths: Record<string, Record<string, Operation>> };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => toRoute(path, method.toUpperCase(), operation)),
  );
}

function toRoute(path: string, method: string, operation: Operation): ApiRoute {
  const schema = operation.requestBody?.content['application/json']?.schema;
  const parameters = (operation.parameters ?? []).filter((each) => each.in === 'query');
  const required = parameters.filter((each) => each.required);
  const query = new URLSearchParams(required.map((each) => [each.name, String(exampleOf(each.schema))]));
  return {
    name: `${method} ${path}`,
    method,
    path,
    params: [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!),
    query: required.length > 0 ? `?${query}` : '',
    parameters,
    needsSession: (operation.security ?? []).length > 0,
    schema,
    body() {
      if (method === 'POST' && filesRoute.test(path)) return formWithFile('hello', 'hello.txt');
      if (schema) return exampleOf(schema) as object;
      return method === 'GET' || method === 'DELETE' ? undefined : {};
    },
  };
}

/** A multipart body with one file. */
export function formWithFile(bytes: string | Uint8Array<ArrayBuffer>, name: string): FormData {
  const form = new FormData();
  form.append('file', new Blob([bytes]), name);
  return form;
}
