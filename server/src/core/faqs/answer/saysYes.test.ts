import { describe, expect, test } from 'vitest';
import { saysYes } from './saysYes.ts';

describe('saysYes', () => {
  test.each([
    ['en', 'Yes'],
    ['en', 'yes please!'],
    ['en', 'Yes, thank you 🙂'],
    ['fr', 'Oui, merci'],
    ['es', 'Sí'],
    ['de', 'Ja, danke'],
    ['it', 'sì grazie'],
    ['pt', 'Sim'],
    ['nl', 'Ja, bedankt'],
    ['zh', '是的'],
    ['ja', 'はい'],
    ['ar', 'نعم'],
  ])('%s: %s', (language, text) => expect(saysYes(text, language)).toBe(true));

  test.each([
    ['en', 'yes but my lamp is broken'],
    ['en', 'no'],
    ['en', 'thanks'],
    ['fr', 'oui et aussi la facture'],
    ['en', ''],
    ['en', '👍👍'],
  ])('not %s: %s', (language, text) => expect(saysYes(text, language)).toBe(false));
});
