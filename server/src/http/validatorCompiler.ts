import { TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import type { TSchema } from 'typebox';
import { explainRefusal } from './explainRefusal.ts';

type RouteSchema = Parameters<typeof TypeBoxValidatorCompiler>[0];

/** Checks requests against their schemas; a body that does not fit is told why. */
export function validatorCompiler(route: RouteSchema): ReturnType<typeof TypeBoxValidatorCompiler> {
  const check = TypeBoxValidatorCompiler(route);
  if (route.httpPart !== 'body') return check;
  return (value) => {
    const checked = check(value) as { value?: unknown; error?: unknown };
    return checked.error
      ? { error: [explainRefusal(route.schema as TSchema, value)] as never }
      : { value: checked.value };
  };
}
