import { seededRandom } from '../classify/random.ts';
import type { Faq } from '../model/languageModel.ts';

/** A direction that depends on the name alone; of length 1. */
export function directionOf(name: string, dimensions = 48): Float32Array {
  let seed = 7;
  for (const letter of name) seed = Math.imul(seed, 31) + letter.codePointAt(0)!;
  const random = seededRandom(seed);
  const vector = Float32Array.from({ length: dimensions }, () => random() + random() + random() - 1.5);
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return vector.map((value) => value / length);
}

/** Near the direction of `topic`, all of them with a share in common, as embeddings are; `noise` 0 to 1. */
export function vectorAbout(topic: string, text: string, noise = 0.5, dimensions = 48): Float32Array {
  const [common, own, other] = ['common', topic, `text ${text}`].map((name) => directionOf(name, dimensions));
  return Float32Array.from(own!, (value, d) => 1.5 * common![d]! + (1 - noise) * value + noise * other![d]!);
}

export interface Wordless {
  faqs: Faq[];
  /** Vectors of all texts. */
  vectors: Map<string, Float32Array>;
  /** Messages that are not among the examples, and the FAQ they ask for; undefined where none fits. */
  asked: { text: string; faq: string | undefined }[];
}

/**
 * FAQs whose words say nothing (drawn anew for each text out of the same few hundred) and whose vectors say all but the
 * noise. For tests.
 */
export function wordlessFaqs(count: number, examples: number, noise: number, seed = 3): Wordless {
  const random = seededRandom(seed);
  const syllables = ['ba', 'ko', 'ri', 'mu', 'te', 'lo', 'sa', 'ne', 'vi', 'du', 'pa', 'zo'];
  const word = () => Array.from({ length: 3 }, () => syllables[Math.floor(random() * 12)]!).join('');
  const vectors = new Map<string, Float32Array>();
  const write = (topic: string) => {
    const text = Array.from({ length: 5 }, word).join(' ');
    vectors.set(text, vectorAbout(topic, text, noise));
    return text;
  };
  const ids = Array.from({ length: count }, (_, i) => `faq ${i}`);
  const faqs = ids.map((id) => ({
    id,
    language: 'en',
    examples: Array.from({ length: examples }, () => write(id)),
  }));
  const asked = ids.flatMap((faq) => Array.from({ length: 10 }, () => ({ text: write(faq), faq })));
  const foreign = Array.from({ length: count * 5 }, (_, i) => ({
    text: write(`elsewhere ${i}`),
    faq: undefined,
  }));
  return { faqs, vectors, asked: [...asked, ...foreign] };
}
