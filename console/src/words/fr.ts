import type { Words } from './en.ts';
import { account } from './fr/account.ts';
import { contact } from './fr/contact.ts';
import { contacts } from './fr/contacts.ts';
import { errorDetails, errors } from './fr/errors.ts';
import { fields } from './fr/fields.ts';
import { filters } from './fr/filters.ts';
import { imports } from './fr/imports.ts';
import { inbox } from './fr/inbox.ts';
import { routing } from './fr/routing.ts';
import { search } from './fr/search.ts';
import { settings } from './fr/settings.ts';
import { common, duration, shell } from './fr/shell.ts';
import { sla } from './fr/sla.ts';
import { macros, snippets } from './fr/snippets.ts';
import { thread } from './fr/thread.ts';
import { transcript } from './fr/transcript.ts';

export const fr: Words = {
  common,
  shell,
  duration,
  account,
  inbox,
  thread,
  contact,
  routing,
  search,
  contacts,
  fields,
  filters,
  imports,
  settings,
  sla,
  snippets,
  macros,
  transcript,
  errors,
  errorDetails,
};
