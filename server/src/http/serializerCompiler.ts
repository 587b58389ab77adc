import { SerializerSelector } from '@fastify/fast-json-stringify-compiler';
import type { FastifySerializerCompiler } from 'fastify';

type Compiler = FastifySerializerCompiler<unknown>;

const compile = SerializerSelector()({}, {}) as Compiler;
const compiled = new WeakMap<object, ReturnType<Compiler>>();

/**
 * Writes answers by their schemas. Most of these are the shape of errors, which every route has twice, so each schema is
 * compiled once; and when it is first needed, since a start would wait for hundreds that are not.
 */
export const serializerCompiler: Compiler = (route) => (data) => serializerOf(route)(data);

function serializerOf(route: Parameters<Compiler>[0]): ReturnType<Compiler> {
  const schema = route.schema as object;
  const known = compiled.get(schema);
  if (known) return known;
  const serializer = compile(route);
  compiled.set(schema, serializer);
  return serializer;
}
