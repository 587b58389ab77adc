import type { Card, Content, FormField, Language } from './model.ts';
import { type Lamp, lamps } from './words.ts';

/** What the dialogues call by name: pictures, cards, forms, files. */

export const SHOP = '{{ORIGIN}}/demo/';
const home = (language: Language) => `${SHOP}${language === 'fr' ? 'fr/' : ''}`;

/** Descriptions of the pictures in `files/`. */
export const pictures: Record<string, Record<Language, string>> = {
  arc: { en: 'Brass floor lamp with a curved stem', fr: 'Lampadaire en laiton à tige courbe' },
  opaline: { en: 'Three opal glass globes above a wooden table', fr: 'Trois globes en verre opale au-dessus d’une table en bois' },
  nomad: { en: 'Portable lamp on a garden table', fr: 'Lampe sans fil sur une table de jardin' },
  colline: { en: 'Desk lamp with ash arms and a terracotta cone', fr: 'Lampe de bureau à bras en frêne et cône terre cuite' },
  brume: { en: 'Wall light with a linen shade', fr: 'Applique à abat-jour de lin' },
  galet: { en: 'Bedside lamp with a chalk stoneware base', fr: 'Lampe de chevet en grès craie' },
  'galet-rust': { en: 'Galet with a rust shade', fr: 'Galet à abat-jour rouille' },
  'galet-ink': { en: 'Galet with an ink blue shade', fr: 'Galet à abat-jour encre' },
  'galet-pair': { en: 'Two Galet bases side by side, the left one lighter', fr: 'Deux bases Galet côte à côte, la gauche plus claire' },
  'galet-stain': { en: 'Linen shade with a small yellow stain', fr: 'Abat-jour de lin avec une petite tache jaune' },
  'broken-globe': { en: 'Broken opal globe in its box', fr: 'Globe opale brisé dans son carton' },
  'dented-box': { en: 'Cardboard box with a dented corner', fr: 'Carton au coin enfoncé' },
  ceiling: { en: 'Ceiling with a single bare outlet', fr: 'Plafond avec une seule arrivée électrique' },
  'living-room': { en: 'Living room in the evening under a floor lamp', fr: 'Salon le soir sous un lampadaire' },
  bulb: { en: 'Globe bulb, lit', fr: 'Ampoule globe allumée' },
  'bulb-label': { en: 'Cap of a bulb with its printed figures', fr: 'Culot d’une ampoule avec ses indications' },
  'arc-scratch': { en: 'Scratch on a brass stem', fr: 'Rayure sur une tige en laiton' },
};

const priceTag = (amount: number, language: Language) => (language === 'en' ? `€${amount}` : `${amount} €`);

export function card(name: string, language: Language): Card {
  const see = language === 'en' ? 'See the lamp' : 'Voir la lampe';
  if (name === 'bulb')
    return {
      title: language === 'en' ? 'Globe bulb E27, 2700 K' : 'Ampoule globe E27, 2700 K',
      text: language === 'en' ? '806 lumens, 8 W, dimmable. €14' : '806 lumens, 8 W, variable. 14 €',
      image: 'bulb.jpg',
      imageAlt: pictures.bulb![language],
      buttons: [{ kind: 'link', label: language === 'en' ? 'See bulbs' : 'Voir les ampoules', url: `${home(language)}index.html` }],
    };
  const [base, shade] = name.split('-') as [Lamp, string | undefined];
  const lamp = lamps[base];
  const shades: Record<string, Record<Language, string>> = {
    rust: { en: 'Galet, rust shade', fr: 'Galet, abat-jour rouille' },
    ink: { en: 'Galet, ink shade', fr: 'Galet, abat-jour encre' },
  };
  return {
    title: shade ? shades[shade]![language] : lamp.name,
    text: `${lamp[language]} ${priceTag(lamp.price, language)}`,
    image: `${name}.jpg`,
    imageAlt: pictures[name]![language],
    buttons: [{ kind: 'link', label: see, url: `${home(language)}lamps/${base}.html` }],
  };
}

const choice = (...labels: string[]) => labels.map((label, i) => ({ id: `o${i + 1}`, label }));
const fields = (...list: [string, string, FormField['type'], boolean, string[]?][]): FormField[] =>
  list.map(([id, label, type, required, options]) => ({ id, label, type, required, ...(options ? { options: choice(...options) } : {}) }));

export const forms: Record<string, Extract<Content, { kind: 'form' }>> = {
  return: {
    kind: 'form',
    title: 'Return a lamp',
    fields: fields(
      ['order', 'Order number', 'text', true],
      ['lamp', 'Lamp', 'choice', true, Object.values(lamps).map((l) => l.name)],
      ['why', 'Why does it come back?', 'paragraph', false],
    ),
    submitLabel: 'Ask for a label',
  },
  retour: {
    kind: 'form',
    title: 'Retour d’une lampe',
    fields: fields(
      ['order', 'Numéro de commande', 'text', true],
      ['lamp', 'Lampe', 'choice', true, Object.values(lamps).map((l) => l.name)],
      ['why', 'Qu’est-ce qui ne convient pas ?', 'paragraph', false],
    ),
    submitLabel: 'Demander l’étiquette',
  },
  trade: {
    kind: 'form',
    title: 'Open a trade account',
    fields: fields(
      ['company', 'Company', 'text', true],
      ['trade', 'Your trade', 'choice', true, ['Interior design', 'Architecture', 'Hotel', 'Other']],
      ['email', 'E-mail', 'email', true],
      ['lamps', 'Lamps a year, roughly', 'number', false],
    ),
    submitLabel: 'Send',
  },
  pro: {
    kind: 'form',
    title: 'Ouvrir un compte professionnel',
    fields: fields(
      ['company', 'Société', 'text', true],
      ['trade', 'Votre métier', 'choice', true, ['Architecture d’intérieur', 'Hôtellerie', 'Restauration', 'Autre']],
      ['email', 'E-mail', 'email', true],
      ['lamps', 'Lampes par an, environ', 'number', false],
    ),
    submitLabel: 'Envoyer',
  },
};

export const shopLocation = (language: Language): Content => ({
  kind: 'location',
  latitude: 45.7702,
  longitude: 4.8319,
  name: 'Maison Lumen',
  address: language === 'en' ? '14 rue des Lampistes, 69001 Lyon, France' : '14 rue des Lampistes, 69001 Lyon',
});

export const rating = (language: Language): Content => ({
  kind: 'rating',
  question: language === 'en' ? 'How was this conversation?' : 'Comment s’est passée cette conversation ?',
  scale: 5,
});

/** A one-page PDF of plain lines; just enough of the format to be valid. */
export function pdf(lines: string[]): Buffer {
  const winAnsi = (s: string) =>
    s.replace(/[’‘]/g, "'").replace(/€/g, '\x80').replace(/[()\\]/g, '\\$&');
  const text = lines
    .map((line, i) => (i === 0 ? `/F2 20 Tf (${winAnsi(line)}) Tj /F1 11 Tf 0 -34 Td` : `(${winAnsi(line)}) Tj 0 -18 Td`))
    .join('\n');
  const stream = `BT 64 760 Td\n${text}\nET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 4 0 R /F2 5 0 R >> >> /Contents 6 0 R >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>',
    `<< /Length ${Buffer.byteLength(stream, 'latin1')} >>\nstream\n${stream}\nendstream`,
  ];
  let out = '%PDF-1.4\n%\xe2\xe3\xcf\xd3\n';
  const offsets = objects.map((object, i) => {
    const offset = out.length;
    out += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const xref = out.length;
  out += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  out += offsets.map((o) => `${String(o).padStart(10, '0')} 00000 n \n`).join('');
  out += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${xref}\n%%EOF\n`;
  return Buffer.from(out, 'latin1');
}
