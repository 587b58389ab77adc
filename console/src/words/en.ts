import { account } from './en/account.ts';
import { audit } from './en/audit.ts';
import { automation } from './en/automation.ts';
import { automationReports } from './en/automationReports.ts';
import { bot } from './en/bot.ts';
import { contact } from './en/contact.ts';
import { contacts } from './en/contacts.ts';
import { desk } from './en/desk.ts';
import { embeddings } from './en/embeddings.ts';
import { errorDetails, errors } from './en/errors.ts';
import { fields } from './en/fields.ts';
import { filters } from './en/filters.ts';
import { imports } from './en/imports.ts';
import { inbox } from './en/inbox.ts';
import { opportunities } from './en/opportunities.ts';
import { privacy } from './en/privacy.ts';
import { rehearsals } from './en/rehearsals.ts';
import { reports } from './en/reports.ts';
import { roles } from './en/roles.ts';
import { routing } from './en/routing.ts';
import { search } from './en/search.ts';
import { settings } from './en/settings.ts';
import { common, duration, shell } from './en/shell.ts';
import { sla } from './en/sla.ts';
import { macros, snippets } from './en/snippets.ts';
import { thread } from './en/thread.ts';
import { transcript } from './en/transcript.ts';
import { views } from './en/views.ts';
import { webhooks } from './en/webhooks.ts';

/** Every word of the console, by place. Other languages satisfy this shape, so that none can be forgotten. */
export const en = {
  common,
  shell,
  duration,
  account,
  inbox,
  thread,
  bot,
  views,
  contact,
  routing,
  audit,
  automation,
  automationReports,
  opportunities,
  rehearsals,
  privacy,
  reports,
  roles,
  webhooks,
  search,
  contacts,
  desk,
  embeddings,
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
export type Words = typeof en;
