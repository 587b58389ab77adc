import { Content } from '@causerie/protocol';
import { Type } from 'typebox';
import { describe, expect, it } from 'vitest';
import { explainRefusal } from './explainRefusal.ts';

const entry = Type.Object({ id: Type.String(), content: Content });
const why = (content: unknown) => explainRefusal(entry, { id: 'x', content });

describe('explainRefusal', () => {
  it('holds a value against the shape that it says it is', () => {
    expect(why({ kind: 'rating', question: 'Well?' })).toEqual({
      instancePath: '/content',
      message: 'must have required properties scale',
    });
    expect(why({ kind: 'location', latitude: 91, longitude: 0 }).instancePath).toBe('/content/latitude');
    expect(why({ kind: 'location', latitude: 1, longitude: 0, label: 'Here' })).toEqual({
      instancePath: '/content',
      message: 'must not have additional properties: label',
    });
    expect(why({ kind: 'carousel', cards: [{ title: 'One' }, { title: 2 }] }).instancePath).toBe(
      '/content/cards/1/title',
    );
  });

  it('names the shapes there are where it says none', () => {
    expect(why({ kind: 'hologram' })).toEqual({
      instancePath: '/content/kind',
      message: expect.stringMatching(/^must be one of text, image, file, /),
    });
  });

  it('says what is plainly wrong as it is', () => {
    expect(explainRefusal(entry, { id: 1, content: { kind: 'text', text: 'x' } }).instancePath).toBe('/id');
    expect(explainRefusal(entry, 'nonsense')).toMatchObject({ instancePath: '' });
    expect(explainRefusal(Type.Union([Type.String(), Type.Null()]), 3)).toMatchObject({ instancePath: '' });
  });
});
