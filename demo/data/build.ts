/**
 * Writes conversations.json and the PDFs in files/ from the dialogues, the same every time:
 * `node demo/data/build.ts`. The pictures in files/ come from pictures.ts.
 *
 * A dialogue is a heading (`## name`), a line of settings and its turns. A turn is a letter, its options and what
 * is said: `c` the contact, `a` the agent, `b` a colleague, `n` and `m` their private notes, `e` an event.
 * `?` before the colon: left out of some conversations. `+15`, `+3h`, `+2d`: the time since the turn before.
 * `{one|other}` is one of them, `{word}` a slot. `{@one|other}` is remembered, and `{#one|other}` in a later turn is
 * the one at the same place, or at that of the quick reply tapped since.
 * `!name …` is rich content, its parts set apart by ` | `.
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Company, Contact, Content, Entry, Language, SampleConversation } from './model.ts';
import { card, forms, pdf, pictures, rating, SHOP, shopLocation } from './rich.ts';
import * as words from './words.ts';

const here = import.meta.dirname;
const CONVERSATIONS = 300;
const CONTACTS = 240;

// ---- chance, always the same ------------------------------------------------------------------------------------
let seed = 20261121;
function random(): number {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const chance = (p: number) => random() < p;
const between = (a: number, b: number) => a + random() * (b - a);
const whole = (a: number, b: number) => Math.floor(between(a, b + 1));
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
function shuffled<T>(list: T[]): T[] {
  const out = [...list];
  for (let i = out.length - 1; i > 0; i--) {
    const j = whole(0, i);
    [out[i], out[j]] = [out[j]!, out[i]!];
  }
  return out;
}

// ---- dialogues --------------------------------------------------------------------------------------------------
type Turn = { who: string; optional: boolean; delay: number | null; text: string };
type Dialogue = {
  name: string;
  language: Language;
  labels: string[];
  team: string;
  inbox: string;
  weight: number;
  subject?: string;
  page?: string;
  lamps: words.Lamp[];
  cities?: string;
  rate?: [number, number];
  priority?: 'medium' | 'high';
  at?: string;
  spam: boolean;
  turns: Turn[];
};
const allLamps = Object.keys(words.lamps) as words.Lamp[];

function readDialogues(language: Language): Dialogue[] {
  const text = readFileSync(join(here, 'dialogues', `${language}.txt`), 'utf8');
  return text
    .split(/^## /m)
    .slice(1)
    .map((block) => {
      const [name, settings, ...lines] = block.trim().split('\n') as [string, string, ...string[]];
      const set = Object.fromEntries(settings.split(';').map((s) => s.split(/:(.*)/s).map((p) => p.trim()))) as Record<string, string>;
      const page = set.page;
      const lampOfPage = page?.match(/^lamps\/(\w+)$/)?.[1] as words.Lamp | undefined;
      return {
        name: `${language}/${name}`,
        language,
        labels: set.labels!.split(',').map((l) => l.trim()),
        team: set.team!,
        inbox: set.inbox ?? 'shop',
        weight: Number(set.weight),
        subject: set.subject,
        page,
        lamps: (set.lamps?.split(' ') as words.Lamp[]) ?? (lampOfPage ? [lampOfPage] : allLamps),
        cities: set.cities,
        rate: set.rate?.split('-').map(Number) as [number, number] | undefined,
        priority: set.priority as Dialogue['priority'],
        at: set.at,
        spam: set.spam === 'yes',
        turns: lines.map((line) => {
          const m = line.match(/^([cabnme])(\?)?(?:\+(\d+)([hd])?)?(\?)?: (.*)$/);
          if (!m) throw new Error(`${language}/${name}: cannot read "${line}"`);
          const scale = m[4] === 'd' ? 1440 : m[4] === 'h' ? 60 : 1;
          return { who: m[1]!, optional: !!(m[2] || m[5]), delay: m[3] ? Number(m[3]) * scale : null, text: m[6]! };
        }),
      };
    });
}

// ---- filling in -------------------------------------------------------------------------------------------------
type Slots = Map<string, string>;
/** Expands `{a|b}` and `{slot}`; unknown slots are an error, so that no brace is ever shown to anyone. */
function fill(text: string, slots: Slots, last: { chosen: number }): string {
  let out = '';
  for (let i = 0; i < text.length; i++) {
    if (text[i] !== '{') {
      out += text[i];
      continue;
    }
    let depth = 1;
    let j = i + 1;
    const parts: string[] = [];
    let from = j;
    for (; depth > 0; j++) {
      if (j >= text.length) throw new Error(`Brace without end: ${text}`);
      if (text[j] === '{') depth++;
      else if (text[j] === '}') depth--;
      else if (text[j] === '|' && depth === 1) {
        parts.push(text.slice(from, j));
        from = j + 1;
      }
    }
    parts.push(text.slice(from, j - 1));
    i = j - 1;
    if (parts.length === 1 && /^\w+$/.test(parts[0]!)) {
      const value = slots.get(parts[0]!);
      if (value === undefined) throw new Error(`Unknown slot {${parts[0]}} in: ${text}`);
      out += fill(value, slots, last);
    } else if (parts[0]!.startsWith('#')) {
      parts[0] = parts[0]!.slice(1);
      out += fill(parts[Math.min(last.chosen, parts.length - 1)]!, slots, last);
    } else if (parts[0]!.startsWith('@')) {
      parts[0] = parts[0]!.slice(1);
      last.chosen = whole(0, parts.length - 1);
      out += fill(parts[last.chosen]!, slots, last);
    } else out += fill(pick(parts), slots, last);
  }
  return out;
}
const tidy = (text: string) =>
  text
    .replaceAll('\\n', '\n')
    .replace(/\b(a|A) (?=(Arc|Opaline)\b)/g, '$1n ')
    .replace(/\b(a|A)n (?=(Nomad|Colline|Brume|Galet)\b)/g, '$1 ')
    .replace(/\b([Ll])a (?=(Arc|Opaline)\b)/g, "$1'")
    .replace(/\b([Mm])a (?=(Arc|Opaline)\b)/g, '$1on ')
    .replace(/ +([,.])/g, '$1')
    .replace(/,,/g, ',')
    .replace(/^[,.] */, '')
    .replace(/ {2,}/g, ' ')
    .replace(/(?<!\.)\.\.(?!\.)/g, '.')
    .replace(/([?!])\.(?!\.)/g, '$1')
    .trim();
/** An agent's sentence after "Hello," goes on in lower case; after a full stop or alone it does not. */
const capital = (text: string) => text.replace(/(^|(?<!\.\.)[.!?]\s+|\n)(\p{Ll})/gu, (_m, before: string, letter: string) => before + letter.toUpperCase());

// ---- contacts ---------------------------------------------------------------------------------------------------
type Made = { contact: Contact; first: string; last: string; female: boolean; casual: number; spam: boolean };
const usedNames = new Set<string>();
const made: Made[] = [];
const ascii = (s: string) => s.normalize('NFD').replace(/\p{M}/gu, '').replace(/œ/g, 'oe').toLowerCase().replace(/[^a-z]/g, '');
const phones = { fr: () => `+33 1 99 00 ${two()} ${two()}`, uk: () => `+44 20 7946 0${whole(100, 999)}`, us: () => `+1 ${pick(['212', '617', '416', '514'])} 555 01${two()}` };
const two = () => String(whole(0, 99)).padStart(2, '0');

function placeFor(dialogue: Dialogue) {
  const named: Record<string, { city: string; country: string; timeZone: string; phone: 'fr' | 'uk' | 'us' }[]> = {
    uk: words.uk, far: words.far, lyon: words.lyon, 'fr-abroad': words.frenchAbroad,
  };
  if (dialogue.cities) return pick(named[dialogue.cities]!);
  if (dialogue.language === 'fr') return pick(chance(0.85) ? words.france : words.frenchAbroad);
  return pick(chance(0.9) ? words.nearEnglish : words.far);
}
function makeContact(dialogue: Dialogue): Made {
  const { language } = dialogue;
  const place = placeFor(dialogue);
  const female = chance(0.55);
  let first = '';
  let last = '';
  let name = '';
  do {
    first = pick(words.firstNames[language][female ? 'f' : 'm']);
    last = pick(words.lastNames[language]);
    name = `${first} ${last}`;
  } while (usedNames.has(name));
  const text = dialogue.turns.map((t) => t.text).join(' ');
  const trade = dialogue.inbox === 'pro' && !dialogue.spam;
  const anonymous = !dialogue.spam && !trade && !text.includes('{email}') && !text.includes('{last}') && chance(0.12);
  if (dialogue.spam) name = words.spamNames[language].find((n) => !usedNames.has(n))!;
  if (!anonymous) usedNames.add(name);
  const email = `${dialogue.spam ? ascii(name) : `${ascii(first)}.${ascii(last)}`}@${chance(0.7) ? 'example.com' : 'example.org'}`;
  const company = trade || (!dialogue.spam && chance(0.04)) ? pick(words.companies[language]) : undefined;
  const contact: Contact = {
    key: `c${String(made.length + 1).padStart(3, '0')}`,
    name: anonymous ? null : name,
    ...(anonymous || (!text.includes('{email}') && chance(0.14)) ? {} : { email }),
    ...(!anonymous && !dialogue.spam && (text.includes('{phone}') || chance(0.35)) ? { phone: phones[place.phone]() } : {}),
    ...(company ? { company } : {}),
    language,
    timeZone: place.timeZone,
    city: place.city,
    country: place.country,
    device: pick(words.devices),
    ...(anonymous || dialogue.spam
      ? {}
      : trade
        ? { fields: { tradeAccount: `LP-${whole(104, 389)}`, discount: pick([20, 20, 28]), customerSince: whole(2019, 2026) } }
        : chance(0.7)
          ? { fields: { orders: whole(1, 6), customerSince: whole(2016, 2026), ...(chance(0.3) ? { favourite: words.lamps[pick(allLamps)].name } : {}) } }
          : {}),
  };
  const one = { contact, first: anonymous ? '' : first, last, female, casual: random(), spam: dialogue.spam };
  made.push(one);
  return one;
}

/** Contacts type in their own way: carefully, quickly, or on a telephone in the street. */
function typed(text: string, who: Made): string {
  if (text.includes('@')) return text;
  let out = text;
  if (who.casual > 0.72) out = out.replace(/^\p{Lu}(?=\p{Ll})/u, (c) => c.toLowerCase()).replace(/(?<!\.)\.$/, '');
  if (who.casual > 0.55) {
    const slips = words.slips[who.contact.language].filter(([from]) => from.test(out));
    if (slips.length > 0 && chance(0.4)) {
      const [from, to] = pick(slips);
      out = out.replace(from, to);
    }
  }
  if (who.casual > 0.93) out = out.replace(/\?$/, '??').replace(/!$/, '!!');
  return out;
}

// ---- one conversation -------------------------------------------------------------------------------------------
const company = JSON.parse(readFileSync(join(here, 'company.json'), 'utf8')) as Company;
const agentName = (key: string) => company.agents.find((a) => a.key === key)!.name.split(' ')[0]!;
const usual: Record<string, string[]> = {
  care: ['amelie', 'amelie', 'amelie', 'clara', 'clara', 'clara', 'clara', 'priya'],
  sales: ['hugo', 'hugo', 'hugo', 'hugo', 'priya', 'priya', 'priya', 'amelie'],
};
const files = new Map<string, Buffer>();

type Shape = 'resolved' | 'waiting' | 'answered' | 'unassigned' | 'snoozed';
type Job = { dialogue: Dialogue; shape: Shape; agent?: string; age?: number };
let orderNumber = 24110;

function slotsFor(dialogue: Dialogue, who: Made, agent: string, colleague: string, lamp: words.Lamp): Slots {
  const { language } = dialogue;
  const slots: Slots = new Map();
  for (const [name, list] of Object.entries(words.pools[language])) slots.set(name, pick(list));
  orderNumber += whole(1, 9);
  const size = pick(['20', '28', '36']);
  const facts = words.lamps[lamp];
  const small = whole(2, 9);
  const put = (values: Record<string, string | undefined>) => {
    for (const [k, v] of Object.entries(values)) if (v !== undefined) slots.set(k, v);
  };
  put({
    first: who.first, last: who.last, me: agentName(agent), b: agentName(colleague), e: agent === 'hugo' ? '' : 'e', e2: who.female ? 'e' : '',
    order: `ML-${orderNumber}`, tracking: `6A${whole(10000000, 99999999)}`, lamp: facts.name, price: String(facts.price), cap: facts.cap, watt: String(facts.watt),
    size, neck: { 20: '8', 28: '10', 36: '12' }[size], small: String(small), small2: String(small + 2), rooms: String(whole(8, 34)),
    email: who.contact.email, phone: who.contact.phone, company: who.contact.company ?? pick(words.companies[language]),
    street: pick(words.streets[language]), city: who.contact.city, country: words.countryNames[who.contact.country] ?? who.contact.country,
    postcode: words.postcodes[who.contact.city] ?? '',
  });
  return slots;
}

function invoice(language: Language, slots: Slots, who: Made): Content {
  const order = slots.get('order')!;
  const name = `${language === 'en' ? 'invoice' : 'facture'}-${order}.pdf`;
  const price = Number(slots.get('price'));
  const net = (price / 1.2).toFixed(2);
  const vat = (price - price / 1.2).toFixed(2);
  const client = who.contact.company ?? who.contact.name ?? 'Client';
  const lines =
    language === 'en'
      ? ['Maison Lumen', `Invoice ${order}`, '', `For: ${client}, ${who.contact.city}`, '', `1 lamp ${slots.get('lamp')}, bulb included   € ${net}`, `VAT 20%   € ${vat}`, `Total   € ${price}.00`, '', 'Paid, with thanks.', '14 rue des Lampistes, 69001 Lyon, France']
      : ['Maison Lumen', `Facture ${order}`, '', `Pour : ${client}, ${who.contact.city}`, '', `1 lampe ${slots.get('lamp')}, ampoule comprise   ${net.replace('.', ',')} €`, `TVA 20 %   ${vat.replace('.', ',')} €`, `Total   ${price},00 €`, '', 'Acquittée, merci.', '14 rue des Lampistes, 69001 Lyon'];
  files.set(name, pdf(lines));
  return { kind: 'file', file: name, name };
}
const fixedFiles: Record<string, Record<Language, [string, string[]]>> = {
  'return-label': {
    en: ['return-label.pdf', ['Maison Lumen', 'Return label', '', 'To: Maison Lumen, Returns', '14 rue des Lampistes, 69001 Lyon, France', '', 'Carriage paid. Please cover the old label.']],
    fr: ['etiquette-retour.pdf', ['Maison Lumen', 'Étiquette de retour', '', 'À : Maison Lumen, Retours', '14 rue des Lampistes, 69001 Lyon', '', "Port payé. Merci de couvrir l'ancienne étiquette."]],
  },
  datasheet: {
    en: ['opaline-data-sheet.pdf', ['Opaline', 'Data sheet', '', 'Glass: mouth-blown opal, two layers', 'Diameters: 20, 28, 36 cm', 'Cap: solid brass. Cable: 2 m or 4 m', 'E27, LED up to 8 W (20 cm) or 12 W', 'IP20; 20 cm also IP44', 'Light leaving the globe: 82 %']],
    fr: ['fiche-technique.pdf', ['Maison Lumen', 'Fiche technique et montage', '', '1. Coupez le courant au disjoncteur.', '2. Fixez la platine, flèche vers le plafond.', '3. Raccordez les deux fils, serrez le bornier.', '4. Posez la lampe, puis le cache en laiton.', '5. Remettez le courant. Bonne soirée.']],
  },
  quote: {
    en: ['quote-lumen-pro.pdf', ['Lumen Pro', 'Quote, valid for one month', '', 'Lamps as discussed, trade price less 20 %', 'Delivery in one go, on the day of your choice', 'Sample deducted from the invoice', '', '40 % with the order, the rest on delivery']],
    fr: ['devis-lumen-pro.pdf', ['Lumen Pro', 'Devis, valable un mois', '', 'Luminaires selon notre échange, remise 20 %', 'Verres assortis, câbles à vos longueurs', 'Livraison en une fois, au jour de votre choix', '', '40 % à la commande, le reste à la livraison']],
  },
};

type Rendered = { entries: Entry[]; snoozeAt: number | null };
function render(dialogue: Dialogue, who: Made, agent: string, colleague: string, lamp: words.Lamp): Rendered {
  const { language } = dialogue;
  const slots = slotsFor(dialogue, who, agent, colleague, lamp);
  const entries: Entry[] = [{ by: 'system', kind: 'event', afterMinutes: 0, event: { type: 'started' } }];
  const last = { chosen: 0 };
  let before: { optional: boolean; who: string; kept: boolean } | undefined;
  let asked: number | null = null;
  let snoozeAt: number | null = null;
  let asleep = false;
  let speaker = '';
  const assigned = () => entries.some((e) => e.event?.type === 'assigned');
  for (const turn of dialogue.turns) {
    // An optional answer to an optional turn stands or falls with it.
    const kept = !turn.optional || (before?.optional && before.who !== turn.who ? before.kept : chance(0.5));
    before = { optional: turn.optional, who: turn.who, kept };
    if (!kept) continue;
    const by = turn.who === 'c' ? 'contact' : turn.who === 'b' || turn.who === 'm' ? colleague : agent;
    const kind = turn.who === 'n' || turn.who === 'm' ? ('note' as const) : turn.who === 'e' ? ('event' as const) : ('message' as const);
    let delay = turn.delay !== null ? turn.delay * between(0.85, 1.15) : by === speaker ? between(0.3, 1.4) : by === 'contact' ? between(0.8, 7) : assigned() ? between(0.6, 5) : between(1, 17);
    if (entries.length === 1) delay = 0;
    if (kind === 'note' && turn.delay === null) delay = between(0.5, 3);
    // Without a name to say, the words around it close up.
    const words_ = who.first || turn.who === 'c' ? turn.text : turn.text.replace(/,? ?\{first\}/g, '');
    if (!who.first) for (const k of ['hello', 'bye']) slots.set(k, slots.get(k)!.replace(/,? ?\{first\}/g, ''));
    const raw = fill(words_, slots, last);
    const wake = () => {
      if (!asleep) return;
      asleep = false;
      entries.push({ by: 'system', kind: 'event', afterMinutes: round(delay), event: { type: 'reopened' } });
      delay = 0;
    };
    if (kind === 'event') {
      const [what, span] = raw.split(' ') as [string, string | undefined];
      if (what === 'email') entries.push({ by: 'contact', kind, afterMinutes: 0, event: { type: 'email_given', email: slots.get('email')! } });
      else {
        snoozeAt = entries.length;
        asleep = true;
        entries.push({ by: agent, kind, afterMinutes: round(between(0.3, 2)), event: { type: 'snoozed', forMinutes: Number.parseInt(span!, 10) * 1440 } });
      }
      continue;
    }
    wake();
    if (by !== 'contact' && !assigned()) {
      entries.push({ by: agent, kind: 'event', afterMinutes: round(delay), event: { type: 'assigned', agent, team: dialogue.team } });
      delay = between(0.2, 1.5);
    }
    const entry: Entry = { by, kind, afterMinutes: round(delay) };
    if (raw.startsWith('!')) {
      const [head, ...rest] = raw.slice(1).split(' ') as [string, ...string[]];
      const parts = rest.join(' ').split(' | ').map((p) => p.trim());
      const content = rich(head, parts);
      if (!content) continue;
      entry.content = content;
      if (['quick_replies', 'buttons', 'form'].includes(content.kind)) asked = entries.length;
    } else {
      const text = tidy(raw);
      if (!text) continue;
      entry.text = by === 'contact' ? typed(text, who) : capital(text);
    }
    entries.push(entry);
    speaker = by;
  }
  return { entries, snoozeAt };

  function rich(head: string, parts: string[]): Content | null {
    switch (head) {
      case 'image': {
        const [file, caption] = parts as [string, string | undefined];
        return { kind: 'image', file: `${file}.jpg`, alt: pictures[file]![language], ...(caption ? { caption: tidy(caption) } : {}) };
      }
      case 'file': {
        if (parts[0] === 'invoice') return invoice(language, slots, who);
        const [name, lines] = fixedFiles[parts[0]!]![language];
        files.set(name, pdf(lines));
        return { kind: 'file', file: name, name };
      }
      case 'location':
        return shopLocation(language);
      case 'card':
        return { kind: 'card', card: card(parts[0]!, language) };
      case 'carousel':
        return { kind: 'carousel', cards: parts[0]!.split(' ').map((name) => card(name, language)) };
      case 'form':
        return forms[parts[0]!]!;
      case 'quick':
        return { kind: 'quick_replies', text: parts[0]!, options: parts.slice(1).map((p) => ({ id: p.split('=')[0]!, label: p.split('=')[1]! })) };
      case 'buttons':
        return {
          kind: 'buttons',
          text: parts[0]!,
          buttons: parts.slice(1).map((p) => {
            const [label, url] = p.split(' > ');
            if (url) return { kind: 'link' as const, label: label!, url: url.replace('/demo/', SHOP) };
            const [text, id] = p.split(' = ');
            return { kind: 'reply' as const, label: text!, id: id! };
          }),
        };
      case 'choice': {
        const question = entries[asked!]?.content;
        if (question?.kind === 'quick_replies') {
          last.chosen = whole(0, question.options.length - 1);
          const option = question.options[last.chosen]!;
          return { kind: 'choice', entry: asked!, optionId: option.id, label: option.label };
        }
        if (question?.kind === 'buttons') {
          const button = question.buttons[Number(parts[0])]!;
          if (button.kind === 'reply') return { kind: 'choice', entry: asked!, optionId: button.id, label: button.label };
        }
        return null;
      }
      case 'answer': {
        const form = entries[asked!]?.content;
        if (form?.kind !== 'form') throw new Error(`${dialogue.name}: answer without a form`);
        return { kind: 'form_answer', entry: asked!, answers: form.fields.map((f, i) => ({ fieldId: f.id, label: f.label, value: tidy(parts[i]!) })) };
      }
      default:
        throw new Error(`${dialogue.name}: unknown content !${head}`);
    }
  }
}
const round = (minutes: number) => Math.round(minutes * 10) / 10;
const total = (entries: Entry[]) => entries.reduce((sum, e) => sum + e.afterMinutes, 0);

/** Moves what agents do into their hours and what contacts do out of the night, by the clock of the shop. */
function keepHours(entries: Entry[], clock: number) {
  let now = clock;
  for (const [i, entry] of entries.entries()) {
    if (i === 0) continue;
    now += entry.afterMinutes;
    const ofDay = now % 1440;
    const staff = entry.by !== 'contact' && entry.by !== 'system';
    const [from, to] = staff ? [540, 1080] : [440, 1400];
    const chained = entry.afterMinutes < 2 && i > 1;
    let wait = 0;
    if (ofDay < from && !(chained && !staff)) wait = from - ofDay + between(2, 38);
    else if (ofDay > to + (chained ? 25 : 0)) wait = 1440 - ofDay + from + between(2, 38);
    entry.afterMinutes = round(entry.afterMinutes + wait);
    now += wait;
  }
}

// ---- who, when, how far -----------------------------------------------------------------------------------------
const dialogues = [...readDialogues('en'), ...readDialogues('fr')];
const hasSnooze = (d: Dialogue) => d.turns.some((t) => t.who === 'e' && t.text.startsWith('snooze'));
const shapes: Omit<Job, 'dialogue'>[] = [
  ...[2, 6, 15, 33, 74, 150, 410, 1250].map((age) => ({ shape: 'unassigned' as const, age })),
  ...[3, 9, 21, 48, 130, 300].map((age) => ({ shape: 'waiting' as const, agent: 'amelie', age })),
  ...[5, 26, 95, 700].map((age) => ({ shape: 'waiting' as const, agent: 'hugo', age })),
  ...[11, 55, 240, 1100].map((age) => ({ shape: 'waiting' as const, agent: 'clara', age })),
  ...[40, 190, 860].map((age) => ({ shape: 'waiting' as const, agent: 'priya', age })),
  ...[7, 64, 330, 1500].map((age) => ({ shape: 'answered' as const, agent: 'amelie', age })),
  ...[18, 420].map((age) => ({ shape: 'answered' as const, agent: 'hugo', age })),
  ...[30, 520, 2100].map((age) => ({ shape: 'answered' as const, agent: 'clara', age })),
  ...[85].map((age) => ({ shape: 'answered' as const, agent: 'priya', age })),
  ...Array.from({ length: 6 }, (_, i) => ({ shape: 'snoozed' as const, age: [300, 900, 1500, 2400, 3500, 5200][i]! })),
];

function schedule(): Job[] {
  const deck = (language: Language) => {
    const list = dialogues.filter((d) => d.language === language);
    const weight = list.reduce((s, d) => s + d.weight, 0);
    const counts = list.map((d) => ({ d, n: Math.max(1, Math.round((d.weight / weight) * (CONVERSATIONS / 2))) }));
    const out = counts.flatMap(({ d, n }) => Array.from({ length: n }, () => d));
    while (out.length < CONVERSATIONS / 2) out.push(pick(list.filter((d) => d.weight >= 3)));
    return shuffled(out).slice(0, CONVERSATIONS / 2);
  };
  const decks = { en: deck('en'), fr: deck('fr') };
  const jobs: Job[] = [];
  const take = (fits: (d: Dialogue) => boolean, language: Language) => {
    const at = decks[language].findIndex(fits);
    return at < 0 ? undefined : decks[language].splice(at, 1)[0];
  };
  const seen = new Set<string>();
  for (const [i, shape] of shapes.entries()) {
    const language: Language = i % 2 ? 'en' : 'fr';
    const fits = (d: Dialogue) => {
      if (shape.shape === 'snoozed') return hasSnooze(d) && !seen.has(d.name);
      if (d.spam ? shape.shape !== 'unassigned' : d.at !== undefined) return false;
      if (d.spam && seen.has('spam')) return false;
      if (seen.has(d.name) || hasSnooze(d)) return false;
      if (shape.agent && !usual[d.team]!.includes(shape.agent)) return false;
      return shape.shape === 'unassigned' || d.turns.length > 5;
    };
    const dialogue = take(fits, language) ?? take(fits, language === 'en' ? 'fr' : 'en');
    if (!dialogue) throw new Error(`No dialogue for ${shape.shape}`);
    seen.add(dialogue.name);
    if (dialogue.spam) seen.add('spam');
    jobs.push({ dialogue, ...shape });
  }
  for (const dialogue of [...decks.en, ...decks.fr]) jobs.push({ dialogue, shape: 'resolved' });
  return jobs;
}

const titles = new Map<string, string>();
function titleOf(path: string): string {
  if (!titles.has(path)) {
    const html = readFileSync(join(here, '..', 'shop', path.replace('/demo/', '')), 'utf8');
    titles.set(path, html.match(/<title>(.*)<\/title>/)![1]!);
  }
  return titles.get(path)!;
}
function pagesFor(dialogue: Dialogue, lamp: words.Lamp, startedAgo: number): SampleConversation['pages'] {
  const path = (p: string) => `/demo/${dialogue.language === 'fr' ? 'fr/' : ''}${p}.html`;
  const last = dialogue.page === 'lamp' ? `lamps/${lamp}` : (dialogue.page ?? pick(['index', `lamps/${lamp}`, 'delivery', 'contact', `lamps/${lamp}`]));
  const before = shuffled(['index', `lamps/${pick(allLamps)}`, `lamps/${lamp}`, 'delivery']).filter((p) => p !== last).slice(0, whole(0, 3));
  let ago = startedAgo + between(0.5, 4);
  return [last, ...before].map((p) => {
    const one = { path: path(p), title: titleOf(path(p)), agoMinutes: round(ago) };
    ago += between(0.6, 6);
    return one;
  });
}

/** Cuts a finished dialogue where an open conversation stands now; null where it has no such place. */
function cut(rendered: Rendered, shape: Shape): Entry[] | null {
  const { entries, snoozeAt } = rendered;
  const message = (e?: Entry) => e?.kind === 'message';
  if (shape === 'resolved') return entries;
  if (shape === 'snoozed') return snoozeAt === null ? null : entries.slice(0, snoozeAt + 1);
  if (shape === 'unassigned') {
    const end = entries.findIndex((e) => e.event?.type === 'assigned');
    return end < 0 ? entries : entries.slice(0, end);
  }
  const from = entries.findIndex((e) => e.event?.type === 'assigned') + 1;
  const ends = entries
    .map((_e, i) => i)
    .filter((i) => i > from && i < entries.length - 1 && message(entries[i]) && (shape === 'waiting') === (entries[i]!.by === 'contact'))
    .filter((i) => shape === 'answered' || (entries[i + 1]!.by !== 'contact' && !(entries[i]!.content?.kind === 'image' && entries[i]!.by !== 'contact')));
  return ends.length === 0 ? null : entries.slice(0, pick(ends) + 1);
}

/** One of those said least often so far. */
const said = new Map<string, number>();
function freshest(list: string[]): string {
  const least = Math.min(...list.map((w) => said.get(w) ?? 0));
  const one = pick(list.filter((w) => (said.get(w) ?? 0) === least));
  said.set(one, least + 1);
  return one;
}

const jobs = schedule();
const fullTexts = new Set<string>();
const textOf = (entries: Entry[]) => entries.map((e) => e.text ?? JSON.stringify(e.content ?? '')).join('\n');
const conversations: SampleConversation[] = [];
const order = [...jobs.slice(0, shapes.length), ...shuffled(jobs.slice(shapes.length))];
for (const job of order) {
  const { dialogue, shape } = job;
  const agent0 = job.agent ?? pick(usual[dialogue.team]!);
  const text = dialogue.turns.map((t) => t.text).join(' ');
  const who =
    made.length < CONTACTS || dialogue.spam || dialogue.cities
      ? makeContact(dialogue)
      : pick(
          made.filter((m) => {
            const theirs = conversations.filter((c) => c.contact === m.contact);
            return (
              !m.spam && m.first && m.contact.language === dialogue.language && theirs.length < 4 && (m.contact.company !== undefined) === (dialogue.inbox === 'pro') &&
              (!text.includes('{email}') || m.contact.email) && (!text.includes('{phone}') || m.contact.phone) &&
              !theirs.some((c) => c.labels.join() === dialogue.labels.join())
            );
          }),
        );
  if (!who) throw new Error(`Nobody for ${dialogue.name}`);
  const lamp = pick(dialogue.lamps);
  const colleague = pick(company.agents.map((a) => a.key).filter((k) => k !== agent0));
  let entries: Entry[] | null = null;
  for (let tries = 0; !entries || fullTexts.has(textOf(entries)); tries++) {
    if (tries > 200) throw new Error(`No new words for ${dialogue.name} (${shape})`);
    entries = cut(render(dialogue, who, agent0, colleague, lamp), shape);
  }
  fullTexts.add(textOf(entries));

  const rated = dialogue.rate ? chance(0.75) : chance(0.36);
  let rating_: SampleConversation['rating'];
  let clock: number | undefined;
  if (shape === 'resolved' || shape === 'snoozed') {
    clock = dialogue.at
      ? Number(dialogue.at.slice(0, 2)) * 60 + Number(dialogue.at.slice(3)) + whole(-25, 12)
      : chance(0.8) ? whole(545, 1060) : whole(1085, 1330);
  }
  if (shape === 'resolved') {
    if (dialogue.spam) {
      entries.push({ by: agent0, kind: 'event', afterMinutes: round(between(5, 200)), event: { type: 'resolved' } });
    } else {
      entries.push({ by: agent0, kind: 'event', afterMinutes: round(chance(0.7) ? between(1, 25) : between(60, 900)), event: { type: 'resolved' } });
      if (rated || chance(0.35)) entries.push({ by: 'system', kind: 'message', afterMinutes: 0.1, content: rating(dialogue.language) });
      if (rated) {
        const [low, high] = dialogue.rate ?? [3, 5];
        const score = high === 5 && chance(0.62) ? 5 : whole(chance(0.12) ? 1 : low, high);
        const comment = chance(0.34) ? freshest(words.ratingWords[dialogue.language][score]!).replace('{me}', agentName(agent0)) : undefined;
        rating_ = { score, ...(comment ? { comment } : {}), afterMinutes: round(between(1, 90)) };
      }
    }
  }
  if (clock !== undefined) keepHours(entries, clock);
  const length = total(entries) + (rating_?.afterMinutes ?? 0);
  // Six weeks, a little more of the last two; a conversation must be over by now.
  const startedAgo =
    shape === 'resolved'
      ? Math.max(length + 60, Math.min(59_000, (chance(0.5) ? between(0.02, 15) : between(8, 41)) * 1440))
      : length + job.age!;
  const waiting = shape === 'unassigned' || shape === 'waiting';
  conversations.push({
    key: '',
    contact: who.contact,
    inbox: dialogue.inbox,
    language: dialogue.language,
    ...(dialogue.subject ? { subject: dialogue.subject } : {}),
    labels: shape === 'unassigned' ? [] : dialogue.labels,
    ...(dialogue.priority && shape !== 'unassigned' ? { priority: dialogue.priority } : {}),
    pages: pagesFor(dialogue, lamp, startedAgo),
    status: shape === 'resolved' ? 'resolved' : shape === 'snoozed' ? 'snoozed' : 'open',
    ...(shape === 'snoozed' ? { snoozedFor: whole(200, 4300) } : {}),
    assignee: shape === 'unassigned' || dialogue.spam ? null : agent0,
    team: dialogue.team,
    startedAgo: round(startedAgo),
    ...(clock !== undefined && startedAgo > 1440 ? { clock: `${String(Math.floor(clock / 60)).padStart(2, '0')}:${String(clock % 60).padStart(2, '0')}` } : {}),
    entries,
    read: shape === 'unassigned' ? false : !waiting || chance(0.35),
    contactRead: shape === 'answered' ? chance(0.5) : !waiting || chance(0.9),
    ...(rating_ ? { rating: rating_ } : {}),
  });
}
conversations.sort((a, b) => b.startedAgo - a.startedAgo);
for (const [i, c] of conversations.entries()) c.key = `k${String(i + 1).padStart(3, '0')}`;

for (const old of readdirSync(join(here, 'files'))) if (old.endsWith('.pdf')) rmSync(join(here, 'files', old));
const used = new Set(conversations.flatMap((c) => c.entries.flatMap((e) => (e.content?.kind === 'file' ? [e.content.file] : []))));
for (const [name, bytes] of files) if (used.has(name)) writeFileSync(join(here, 'files', name), bytes);
writeFileSync(join(here, 'conversations.json'), `[\n${conversations.map((c) => JSON.stringify(c)).join(',\n')}\n]\n`);
console.log(`${conversations.length} conversations, ${made.length} contacts, ${used.size} PDFs`);
