import { account } from './en/account.ts';
import { contact } from './en/contact.ts';
import { contacts } from './en/contacts.ts';
import { desk } from './en/desk.ts';
import { errorDetails, errors } from './en/errors.ts';
import { fields } from './en/fields.ts';
import { filters } from './en/filters.ts';
import { imports } from './en/imports.ts';
import { inbox } from './en/inbox.ts';
import { search } from './en/search.ts';
import { settings } from './en/settings.ts';
import { common, duration, shell } from './en/shell.ts';
import { macros, snippets } from './en/snippets.ts';
import { thread } from './en/thread.ts';
import { transcript } from './en/transcript.ts';
import { views } from './en/views.ts';

/** Every word of the console, by place. Other languages satisfy this shape, so that none can be forgotten. */
export const en = {
  common,
  shell,
  duration,
  account,
  inbox,
  thread,
  views,
  contact,
  search,
  contacts,
  desk,
  fields,
  filters,
  imports,
  settings,
  snippets,
  macros,
  transcript,
  errors,
  errorDetails,
};
export type Words = typeof en;
