import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Metrics } from './metrics.ts';

/** Read when somebody asks, by `watchDatabase.ts`. */
const source = readFileSync(new URL('../watchDatabase.ts', import.meta.url), 'utf8');

test('the dashboard asks for nothing that is not measured', async () => {
  const dashboard = readFileSync(new URL('../../../docs/grafana/causerie.json', import.meta.url), 'utf8');
  const { registry } = new Metrics();
  const known = new Set([
    ...registry.getMetricsAsArray().map(({ name }) => name),
    ...[...source.matchAll(/'(causerie_\w+)'/g)].map(([, name]) => name),
  ]);
  const asked = new Set(
    [...dashboard.matchAll(/\b((?:causerie|nodejs|process)_\w+)/g)].map(([, name]) =>
      name!.replace(/_(bucket|sum|count)$/, ''),
    ),
  );
  expect(asked.size).toBeGreaterThan(10);
  for (const name of asked) expect(known, name).toContain(name);
});
