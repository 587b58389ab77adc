import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writeZip } from './writeZip.ts';

async function archive(files: Record<string, Uint8Array[]>): Promise<Buffer> {
  const entries = Object.entries(files).map(([name, pieces]) => ({ name, pieces }));
  const pieces: Uint8Array[] = [];
  for await (const piece of writeZip(entries, new Date('2026-03-01T10:20:30Z'))) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** Somebody else's reader: Python's, which checks sums and sizes. */
function unzip(bytes: Buffer): Record<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'zip-'));
  try {
    writeFileSync(join(folder, 'a.zip'), bytes);
    const script = `import zipfile, json, sys
z = zipfile.ZipFile('a.zip'); assert z.testzip() is None
json.dump({i.filename: z.read(i).hex() for i in z.infolist()}, open('out.json', 'w'))`;
    execFileSync('python3', ['-c', script], { cwd: folder });
    return JSON.parse(readFileSync(join(folder, 'out.json'), 'utf8')) as Record<string, string>;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('another program reads what was written: names in any script, empty files, none at all', async () => {
  const files = {
    'data.json': [Buffer.from('{'), Buffer.from('}')],
    'files/Élise 退货.txt': [Buffer.from('x'.repeat(100_000))],
    empty: [],
  };
  expect(unzip(await archive(files))).toEqual({
    'data.json': Buffer.from('{}').toString('hex'),
    'files/Élise 退货.txt': Buffer.from('x'.repeat(100_000)).toString('hex'),
    empty: '',
  });
  expect(unzip(await archive({}))).toEqual({});
});

test('property: any bytes in any pieces come out as they went in', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(
        fc.stringMatching(/^[a-z]{1,8}$/),
        fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 4 }),
        {
          maxKeys: 5,
        },
      ),
      async (files) => {
        expect(unzip(await archive(files))).toEqual(
          Object.fromEntries(
            Object.entries(files).map(([name, pieces]) => [name, Buffer.concat(pieces).toString('hex')]),
          ),
        );
      },
    ),
    { numRuns: 15 },
  );
});
