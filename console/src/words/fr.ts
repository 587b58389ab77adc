import type { Words } from './en.ts';
import { account } from './fr/account.ts';
import { audit } from './fr/audit.ts';
import { automation } from './fr/automation.ts';
import { automationReports } from './fr/automationReports.ts';
import { bot } from './fr/bot.ts';
import { contact } from './fr/contact.ts';
import { contacts } from './fr/contacts.ts';
import { desk } from './fr/desk.ts';
import { embeddings } from './fr/embeddings.ts';
import { errorDetails, errors } from './fr/errors.ts';
import { fields } from './fr/fields.ts';
import { filters } from './fr/filters.ts';
import { imports } from './fr/imports.ts';
import { inbox } from './fr/inbox.ts';
import { opportunities } from './fr/opportunities.ts';
import { privacy } from './fr/privacy.ts';
import { rehearsals } from './fr/rehearsals.ts';
import { reports } from './fr/reports.ts';
import { roles } from './fr/roles.ts';
import { routing } from './fr/routing.ts';
import { search } from './fr/search.ts';
import { settings } from './fr/settings.ts';
import { common, duration, shell } from './fr/shell.ts';
import { sla } from './fr/sla.ts';
import { macros, snippets } from './fr/snippets.ts';
import { thread } from './fr/thread.ts';
import { transcript } from './fr/transcript.ts';
import { views } from './fr/views.ts';
import { webhooks } from './fr/webhooks.ts';
import { typesetWords } from './typesetFrench.ts';

export const fr: Words = typesetWords<Words>({
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
});
