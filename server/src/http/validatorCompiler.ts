import { TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import type { TSchema } from 'typebox';
import { explainRefusal } from './explainRefusal.ts';

type RouteSchema = Parameters<typeof TypeBoxValidatorCompiler>[0];
type Validator = ReturnType<typeof TypeBoxValidatorCompiler>;

// A body is taken as it is; what is in an address or a header is text, from which numbers are made.
const ofBodies = new WeakMap<object, Validator>();
const ofTexts = new WeakMap<object, Validator>();

/** Checks requests against their schemas, each compiled once, when it is first needed. */
export function validatorCompiler(route: RouteSchema): Validator {
  return (value) => validatorOf(route)(value);
}

function validatorOf(route: RouteSchema): Validator {
  const schema = route.schema as TSchema;
  const compiled = route.httpPart === 'body' ? ofBodies : ofTexts;
  const known = compiled.get(schema);
  if (known) return known;
  const validator = compile(route);
  compiled.set(schema, validator);
  return validator;
}

/** A body that does not fit is told why. */
function compile(route: RouteSchema): Validator {
  const check = TypeBoxValidatorCompiler(route);
  if (route.httpPart !== 'body') return check;
  return (value) => {
    const checked = check(value) as { value?: unknown; error?: unknown };
    return checked.error
      ? { error: [explainRefusal(route.schema as TSchema, value)] as never }
      : { value: checked.value };
  };
}
