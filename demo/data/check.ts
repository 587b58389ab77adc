/**
 * Checks the sample data and prints its counts: `node demo/data/check.ts`. Ends with 1 if anything is wrong.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Company, type Content, type SampleConversation, startOf } from './model.ts';

const here = import.meta.dirname;
const read = (name: string) => JSON.parse(readFileSync(join(here, name), 'utf8'));
const company = read('company.json') as Company;
const conversations = read('conversations.json') as SampleConversation[];
const files = new Map(readdirSync(join(here, 'files')).map((f) => [f, statSync(join(here, 'files', f)).size]));

const problems: string[] = [];
let place = '';
const must = (ok: unknown, what: string) => {
  if (!ok) problems.push(`${place}: ${what}`);
};
const keys = (value: object, allowed: string, required = '') => {
  for (const key of Object.keys(value)) must(allowed.split(' ').includes(key), `unexpected "${key}"`);
  for (const key of required.split(' ').filter(Boolean)) must(key in value, `"${key}" is missing`);
};
const line = (text: unknown, most: number) => typeof text === 'string' && text.trim() !== '' && text.length <= most && !text.includes('\n');
const words = (text: unknown, most: number) => typeof text === 'string' && text.trim() !== '' && text.length <= most && !/[{}]|undefined|\bnull\b|\bNaN\b|\\n/.test(text);
const number = (n: unknown, from = 0, to = Number.POSITIVE_INFINITY) => typeof n === 'number' && Number.isFinite(n) && n >= from && n <= to;
const email = (text: string) => /^[a-z0-9.]+@example\.(com|org)$/.test(text);
const phone = (text: string) => /^(\+33 1 99 00 \d\d \d\d|\+44 20 7946 0\d{3}|\+1 \d{3} 555 01\d\d)$/.test(text);
const time = /^([01]\d|2[0-3]):[0-5]\d$/;
const zones = new Set(Intl.supportedValuesOf('timeZone'));

// ---- company ----------------------------------------------------------------------------------------------------
place = 'company';
keys(company, 'workspace teams agents inboxes labels', 'workspace teams agents inboxes labels');
const teams = new Set(company.teams.map((t) => t.key));
const agents = new Set(company.agents.map((a) => a.key));
const inboxes = new Set(company.inboxes.map((i) => i.key));
must(teams.size === company.teams.length && agents.size === company.agents.length && inboxes.size === company.inboxes.length, 'a key twice');
must(company.agents.filter((a) => a.role === 'owner').length === 1, 'not one owner');
for (const agent of company.agents) {
  place = `agent ${agent.key}`;
  keys(agent, 'key name email role team language availability', 'key name email role team language availability');
  must(email(agent.email), 'e-mail');
  must(teams.has(agent.team), 'team');
  must(['owner', 'admin', 'supervisor', 'agent'].includes(agent.role), 'role');
  must(['online', 'away', 'offline'].includes(agent.availability), 'availability');
}
for (const inbox of company.inboxes) {
  place = `inbox ${inbox.key}`;
  keys(inbox, 'key name kind mode team hours settings', 'key name kind mode team hours settings');
  must(inbox.team === null || teams.has(inbox.team), 'team');
  must(zones.has(inbox.hours.timeZone), 'time zone');
  must(Object.keys(inbox.hours.weekly).join(' ') === 'mon tue wed thu fri sat sun', 'days');
  for (const spans of Object.values(inbox.hours.weekly)) for (const [from, to] of spans) must(time.test(from) && time.test(to) && from < to, `hours ${from} to ${to}`);
  for (const holiday of inbox.hours.holidays) must(/^\d{4}-\d\d-\d\d$/.test(holiday.date) && line(holiday.name, 80), 'holiday');
  must(/^#[0-9a-f]{6}$/.test(inbox.settings.colour), 'colour');
  must(words(inbox.settings.greeting.en, 500) && words(inbox.settings.greeting.fr, 500), 'greeting');
}

// ---- contents ---------------------------------------------------------------------------------------------------
const usedFiles = new Set<string>();
const file = (name: unknown, type: RegExp) => {
  usedFiles.add(String(name));
  must(files.has(String(name)) && type.test(String(name)), `file ${name}`);
};
const button = (b: { kind: string; label: string; url?: string; id?: string }) => {
  must(line(b.label, 40), `button "${b.label}"`);
  if (b.kind === 'link') {
    const path = b.url?.match(/^\{\{ORIGIN\}\}\/demo\/(.*)$/)?.[1];
    must(path && statSync(join(here, '..', 'shop', path), { throwIfNoEntry: false })?.isFile(), `link ${b.url}`);
  } else must(b.kind === 'reply' && line(b.id, 100), 'reply button');
};
const card = (c: { title: string; text?: string; image?: string; imageAlt?: string; buttons?: Parameters<typeof button>[0][] }) => {
  must(line(c.title, 200) && (c.text === undefined || words(c.text, 1000)), 'card');
  if (c.image) {
    file(c.image, /\.jpg$/);
    must(line(c.imageAlt, 300), 'card picture without words');
  }
  must((c.buttons ?? []).length <= 3, 'card buttons');
  for (const b of c.buttons ?? []) button(b);
};
const byContact = new Set(['image', 'file', 'location', 'choice', 'form_answer']);
const checks: { [K in Content['kind']]: (c: Extract<Content, { kind: K }>, entries: SampleConversation['entries'], index: number) => void } = {
  image: (c) => {
    file(c.file, /\.jpg$/);
    must(line(c.alt, 1000) && (c.caption === undefined || words(c.caption, 2000)), 'picture without words');
  },
  file: (c) => {
    file(c.file, /\.pdf$/);
    must(line(c.name, 255), 'name of the file');
  },
  location: (c) => must(number(c.latitude, -90, 90) && number(c.longitude, -180, 180) && line(c.name, 200) && line(c.address, 500), 'location'),
  quick_replies: (c) => must(words(c.text, 2000) && c.options.length > 0 && c.options.length <= 13 && c.options.every((o) => line(o.id, 100) && line(o.label, 80)), 'quick replies'),
  buttons: (c) => {
    must(words(c.text, 2000) && c.buttons.length > 0 && c.buttons.length <= 5, 'buttons');
    for (const b of c.buttons) button(b);
  },
  card: (c) => card(c.card),
  carousel: (c) => {
    must(c.cards.length > 0 && c.cards.length <= 10, 'carousel');
    for (const one of c.cards) card(one);
  },
  form: (c) =>
    must(
      line(c.title, 200) && line(c.submitLabel, 40) && c.fields.every((f) => /^[A-Za-z0-9_-]{1,50}$/.test(f.id) && line(f.label, 200) && (f.type === 'choice') === !!f.options?.length),
      'form',
    ),
  rating: (c, entries, index) => must(line(c.question, 300) && c.scale === 5 && index === entries.length - 1, 'rating'),
  choice: (c, entries, index) => {
    const asked = c.entry < index ? entries[c.entry]?.content : undefined;
    const offered = asked?.kind === 'quick_replies' ? asked.options : asked?.kind === 'buttons' ? asked.buttons.flatMap((b) => (b.kind === 'reply' ? [b] : [])) : [];
    must(offered.some((o) => o.id === c.optionId && o.label === c.label), `choice "${c.label}" was not offered`);
  },
  form_answer: (c, entries, index) => {
    const asked = c.entry < index ? entries[c.entry]?.content : undefined;
    must(asked?.kind === 'form', 'answer to no form');
    for (const a of c.answers) must(words(a.value, 4000) && asked?.kind === 'form' && asked.fields.some((f) => f.id === a.fieldId && f.label === a.label), `answer ${a.fieldId}`);
  },
};

// ---- conversations ----------------------------------------------------------------------------------------------
const contacts = new Map<string, string>();
const emails = new Map<string, string>();
const whole = new Map<string, string>();
const counts: Record<string, Record<string, number>> = { status: {}, language: {}, inbox: {}, assignee: {}, open: {}, label: {}, content: {}, event: {}, rating: {}, entries: {} };
const count = (table: string, what: unknown) => {
  const t = counts[table]!;
  t[String(what)] = (t[String(what)] ?? 0) + 1;
};
const ids = new Set<string>();
const nows = ['2026-11-21T08:14:00Z', '2026-11-23T02:00:00Z', '2027-03-28T12:30:00Z', '2027-06-15T22:10:00Z'].map((t) => new Date(t));
let total = 0;
let markdown = 0;
let notes = 0;

for (const c of conversations) {
  place = c.key;
  keys(
    c,
    'key contact inbox language subject labels priority pages status snoozedFor assignee team startedAgo clock entries read contactRead rating',
    'key contact inbox language labels pages status assignee team startedAgo entries read contactRead',
  );
  must(!ids.has(c.key), 'key twice');
  ids.add(c.key);
  keys(c.contact, 'key name email phone company language timeZone city country device fields', 'key name language timeZone city country device');
  const person = JSON.stringify(c.contact);
  must((contacts.get(c.contact.key) ?? person) === person, 'contact differs between conversations');
  contacts.set(c.contact.key, person);
  if (c.contact.email) {
    must(email(c.contact.email), `e-mail ${c.contact.email}`);
    must((emails.get(c.contact.email) ?? c.contact.key) === c.contact.key, 'e-mail of two contacts');
    emails.set(c.contact.email, c.contact.key);
  }
  must(c.contact.phone === undefined || phone(c.contact.phone), `telephone ${c.contact.phone}`);
  must(zones.has(c.contact.timeZone), `time zone ${c.contact.timeZone}`);
  must(/^[A-Z]{2}$/.test(c.contact.country) && line(c.contact.city, 100), 'place');
  must(c.contact.language === c.language && ['en', 'fr'].includes(c.language), 'language');
  must(inboxes.has(c.inbox) && teams.has(c.team), 'inbox or team');
  must(c.assignee === null || agents.has(c.assignee), 'assignee');
  must(c.labels.every((l) => company.labels.includes(l)), `labels ${c.labels}`);
  must(c.subject === undefined || line(c.subject, 200), 'subject');
  must(['open', 'resolved', 'snoozed', 'pending'].includes(c.status), 'status');
  must((c.status === 'snoozed') === number(c.snoozedFor, 1), 'snoozedFor');
  must(c.clock === undefined || time.test(c.clock), 'clock');
  must(number(c.startedAgo, 0, 60480), `started ${c.startedAgo} minutes ago`);
  must(c.pages.length > 0 && c.pages.every((p, i) => number(p.agoMinutes) && line(p.title, 300) && (i === 0 || p.agoMinutes >= c.pages[i - 1]!.agoMinutes)), 'pages');
  for (const p of c.pages) must(statSync(join(here, '..', 'shop', p.path.replace(/^\/demo\//, '')), { throwIfNoEntry: false })?.isFile(), `page ${p.path}`);
  must(c.entries.length >= 2 && c.entries.length <= 30, `${c.entries.length} entries`);
  must(c.entries[0]?.event?.type === 'started', 'does not begin');
  must(c.entries.some((e) => e.by === 'contact' && e.kind === 'message'), 'the contact says nothing');
  const length = c.entries.reduce((sum, e) => sum + e.afterMinutes, 0) + (c.rating?.afterMinutes ?? 0);
  must(length <= c.startedAgo + 0.05, 'goes on in the future');
  for (const now of nows) must(startOf(c, now).getTime() + length * 60_000 <= now.getTime() + 5000, `in the future at ${now.toISOString()}`);
  const text = c.entries.map((e) => e.text ?? JSON.stringify(e.content ?? '')).join('\n');
  must(!whole.has(text), `says the same as ${whole.get(text)}`);
  whole.set(text, c.key);

  for (const [i, e] of c.entries.entries()) {
    place = `${c.key} entry ${i}`;
    total++;
    keys(e, 'by kind afterMinutes text content event', 'by kind afterMinutes');
    must(number(e.afterMinutes), 'afterMinutes');
    must(e.by === 'contact' || e.by === 'system' || agents.has(e.by), `by ${e.by}`);
    must((e.kind === 'event') === (e.event !== undefined), 'event');
    if (e.kind !== 'event') must((e.text !== undefined) !== (e.content !== undefined), 'text or content');
    if (e.text !== undefined) {
      must(words(e.text, 10_000), `text "${e.text}"`);
      must(!/ {2}|^[,.;]|\.\.(?!\.)(?<!\.\.\.)/.test(e.text), `spacing "${e.text}"`);
      for (const found of e.text.match(/\S+@\S+/g) ?? []) must(/^[a-z.]+@example\.(com|org)[,.?;:]?$/.test(found), `e-mail ${found}`);
      if (/\*\*|\n- /.test(e.text)) markdown++;
    }
    if (e.kind === 'note') {
      notes++;
      must(agents.has(e.by), 'note of a stranger');
    }
    if (e.event) {
      count('event', e.event.type);
      if (e.event.type === 'assigned') must(e.event.agent === null || agents.has(e.event.agent), 'assigned to a stranger');
      if (e.event.type === 'email_given') must(e.event.email === c.contact.email, 'another e-mail given');
    }
    if (e.content) {
      count('content', e.content.kind);
      must(e.by !== 'contact' || byContact.has(e.content.kind), `a contact cannot send ${e.content.kind}`);
      must(e.by === 'contact' || !['choice', 'form_answer'].includes(e.content.kind), `only a contact sends ${e.content.kind}`);
      (checks[e.content.kind] as (content: Content, entries: SampleConversation['entries'], index: number) => void)(e.content, c.entries, i);
    } else if (e.text !== undefined) count('content', 'text');
  }
  place = c.key;
  const types = c.entries.flatMap((e) => (e.event ? [e.event.type] : []));
  must((c.status === 'resolved') === types.includes('resolved'), 'resolved or not');
  must(c.status !== 'snoozed' || types.at(-1) === 'snoozed', 'snoozed or not');
  const assigned = c.entries.findLast((e) => e.event?.type === 'assigned')?.event;
  must((assigned?.type === 'assigned' ? assigned.agent : null) === c.assignee, 'assignee is not who was assigned');
  if (c.rating) {
    must(number(c.rating.score, 1, 5) && Number.isInteger(c.rating.score) && (c.rating.comment === undefined || words(c.rating.comment, 2000)), 'rating');
    must(c.entries.at(-1)?.content?.kind === 'rating', 'rated without being asked');
    count('rating', c.rating.score);
  }
  count('status', c.status);
  count('language', c.language);
  count('inbox', c.inbox);
  count('entries', c.entries.length < 5 ? '2 to 4' : c.entries.length < 10 ? '5 to 9' : c.entries.length < 15 ? '10 to 14' : '15 to 30');
  if (c.status === 'open') {
    const last = c.entries.findLast((e) => e.kind === 'message');
    count('open', c.assignee === null ? 'unassigned' : last?.by === 'contact' ? 'waiting for an agent' : 'waiting for the contact');
    count('assignee', c.assignee ?? 'nobody');
  }
  for (const l of c.labels) count('label', l);
}
place = 'files';
for (const [name, size] of files) {
  must(usedFiles.has(name), `${name} is used nowhere`);
  must(size < 40 * 1024, `${name} is too large`);
  if (name.endsWith('.pdf')) must(readFileSync(join(here, 'files', name), 'latin1').startsWith('%PDF-'), `${name} is no PDF`);
}
place = 'counts';
must(conversations.length === 300, `${conversations.length} conversations`);
must(Math.abs(contacts.size - 240) <= 10, `${contacts.size} contacts`);
must(counts.status!.snoozed === 6 && counts.open!.unassigned === 8, 'snoozed or unassigned');
must(Math.abs(counts.status!.open! - 35) <= 3, `${counts.status!.open} open`);
must((counts.assignee!.amelie ?? 0) >= 5, 'little for Amélie');

const scripts = ['en', 'fr'].map((l) => readFileSync(join(here, 'dialogues', `${l}.txt`), 'utf8').match(/^## /gm)!.length);
console.log(`dialogue scripts: ${scripts[0]} English, ${scripts[1]} French`);
console.log(`conversations: ${conversations.length}, contacts: ${contacts.size}, entries: ${total}, notes: ${notes}, with Markdown: ${markdown}`);
console.log(`contacts with several conversations: ${[...contacts.keys()].filter((k) => conversations.filter((c) => c.contact.key === k).length > 1).length}`);
for (const [table, values] of Object.entries(counts))
  console.log(`${table}: ${Object.entries(values).sort((a, b) => b[1] - a[1]).map(([k, n]) => `${k} ${n}`).join(', ')}`);
console.log(`files: ${files.size}, ${Math.round([...files.values()].reduce((a, b) => a + b, 0) / 1024)} KB`);
if (problems.length > 0) {
  console.error(`\n${problems.length} problems\n${problems.slice(0, 60).join('\n')}`);
  process.exit(1);
}
console.log('All is well.');
