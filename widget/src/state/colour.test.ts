import { describe, expect, it } from 'vitest';
import { contrast, inkOn, readableOn } from './colour.ts';

const colours = [
  '#4338ca',
  '#f5c518',
  '#ffffff',
  '#000000',
  '#ff0000',
  '#00ff00',
  '#0000ff',
  '#808080',
  '#767676',
  '#0f766e',
  '#e5e7eb',
];

describe('colour', () => {
  it('computes the contrast as WCAG does', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
    expect(contrast('#4338ca', '#4338ca')).toBe(1);
  });

  it('finds an ink for every accent', () => {
    for (const colour of colours) expect(contrast(colour, inkOn(colour)), colour).toBeGreaterThanOrEqual(4.5);
  });

  it('makes every accent readable on every ground', () => {
    for (const colour of colours)
      for (const ground of ['#ffffff', '#f4f3f1', '#1b1b1f', '#26262c'])
        expect(contrast(readableOn(colour, ground), ground), `${colour} on ${ground}`).toBeGreaterThanOrEqual(
          4.5,
        );
  });
});
