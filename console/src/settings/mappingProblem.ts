import type { ImportTarget } from '@causerie/protocol';

const identifying = ['name', 'email', 'phone', 'external_id'];

/** Why an import cannot start with this mapping, as the server would say; undefined where it can. */
export function mappingProblem(mapping: readonly ImportTarget[]): 'who' | 'twice' | undefined {
  const chosen = mapping.filter((target) => target !== null);
  if (new Set(chosen).size < chosen.length) return 'twice';
  return chosen.some((target) => identifying.includes(target)) ? undefined : 'who';
}
