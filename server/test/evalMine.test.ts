import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { sampleConversations } from '../src/engines/mining/testing/sampleConversations.ts';

const folder = mkdtempSync(join(tmpdir(), 'mine-'));
const program = fileURLToPath(new URL('../src/cli/evalMine.ts', import.meta.url));
const input = join(folder, 'turns.jsonl');
const gold = join(folder, 'gold.tsv');
const { turns, labels } = sampleConversations();
writeFileSync(input, turns.map((turn) => `${JSON.stringify(turn)}\n`).join(''));
writeFileSync(gold, [...labels].map(([turn, label]) => `${turn.text}\t${label}\n`).join(''));
afterAll(() => rmSync(folder, { recursive: true }));

describe('eval:mine', () => {
  it('prints groups, candidates and the agreement with gold labels as one JSON object', () => {
    const printed = execFileSync(process.execPath, [program, '--input', input, '--gold', gold, '--json'], {
      encoding: 'utf8',
    });
    const found = JSON.parse(printed);
    expect(found).toMatchObject({
      turns: turns.length,
      labelled: labels.size,
      labels: new Set(labels.values()).size,
    });
    expect(found.found.v_measure).toBeGreaterThan(0.9);
    expect(found.found.pairwise_f1).toBeGreaterThan(0.9);
    expect(found.kmeans.groups).toBe(found.labels);
    expect(found.groups[0].answers.identity).toBeGreaterThan(0.9);
    expect(found.candidates.length).toBe(found.groups.length);
  });

  it('without --json prints a table for people', () => {
    expect(execFileSync(process.execPath, [program, '--input', input], { encoding: 'utf8' })).toMatch(
      /min\/month/,
    );
  });

  it('says which line is no turn, and how it is used', () => {
    writeFileSync(join(folder, 'bad.jsonl'), '{"conversation":"a"}\n');
    const bad = spawnSync(process.execPath, [program, '--input', join(folder, 'bad.jsonl')], {
      encoding: 'utf8',
    });
    expect([bad.status, bad.stderr]).toEqual([2, expect.stringContaining('line 1: "at"')]);
    expect(spawnSync(process.execPath, [program]).status).toBe(2);
  });
});
