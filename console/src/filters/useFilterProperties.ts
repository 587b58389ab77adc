import type { Field, FieldType, FilterType } from '@causerie/protocol';
import { useMemo } from 'react';
import { useInboxes, useMembers, useTeams } from '../conversations/useDirectory.ts';
import { fieldLabel } from '../fields/fieldLabel.ts';
import { useFields } from '../fields/useFields.ts';
import { useLabels } from '../labels/useLabels.ts';
import { useLabels as useUsedLabels } from '../search/useLabels.ts';
import { useFormats, useLanguage, useWords } from '../words/WordsProvider.tsx';
import { type BuiltInProperty, builtInProperties } from './properties.ts';

export type FilterSubject = 'conversation' | 'contact';
export type FilterOption = { value: string; label: string };
/** A property as it is offered: in words, with what can be chosen where that is known. */
export type FilterProperty = {
  name: string;
  subject: FilterSubject;
  type: FilterType;
  label: string;
  options?: FilterOption[];
  /** What is often meant, where anything else may be written, too. */
  suggestions?: string[];
};

const typeOf: Record<FieldType, FilterType> = {
  text: 'text',
  url: 'text',
  email: 'text',
  phone: 'text',
  number: 'number',
  date: 'date',
  choice: 'choice',
  choices: 'set',
  boolean: 'flag',
};

/** Everything that a filter over `subject` may name: the built-in properties and the workspace's own fields. */
export function useFilterProperties(subject: FilterSubject): FilterProperty[] {
  const words = useWords();
  const { language } = useLanguage();
  const options = useOptions();
  const fields = useFields();
  const labels = useKnownLabels();
  return useMemo(() => {
    const builtIn = (Object.keys(builtInProperties) as BuiltInProperty[])
      .filter((name) => subject === 'conversation' || name.startsWith('contact.'))
      .map((name) => {
        const [owner] = name.split('.') as [FilterSubject];
        const found = options[name];
        return {
          name,
          subject: owner,
          type: builtInProperties[name],
          label: words.filters.properties[name],
          ...(found && { options: found }),
          ...(name === 'conversation.label' && { suggestions: labels }),
        };
      });
    return [...builtIn, ...fields.filter((f) => !f.archivedAt).flatMap((f) => ofField(f, subject, language))];
  }, [subject, words, options, fields, language, labels]);
}

function ofField(field: Field, subject: FilterSubject, language: string): FilterProperty[] {
  if (subject === 'contact' && field.subject !== 'contact') return [];
  return [
    {
      name: `${field.subject}.field.${field.key}`,
      subject: field.subject,
      type: typeOf[field.type],
      label: fieldLabel(field, language),
      ...(field.options.length > 0 && {
        options: field.options.map((option) => ({ value: option, label: option })),
      }),
    },
  ];
}

/** The labels that are kept, and those on the conversations that are known here. */
function useKnownLabels(): string[] {
  const { items } = useLabels();
  const used = useUsedLabels();
  return useMemo(() => [...new Set([...items.map((label) => label.name), ...used])], [items, used]);
}

const languagesOffered = ['en', 'fr', 'es', 'de', 'it', 'pt', 'nl', 'zh', 'ja', 'ar'];

function useOptions(): Partial<Record<BuiltInProperty, FilterOption[]>> {
  const words = useWords();
  const formats = useFormats();
  const [inboxes, teams, members] = [useInboxes(), useTeams(), useMembers()];
  return useMemo(() => {
    const named = <T extends string>(values: readonly T[], names: Record<NoInfer<T>, string>) =>
      values.map((value) => ({ value, label: names[value] as string }));
    return {
      'conversation.status': named(['open', 'pending', 'snoozed', 'resolved'], words.inbox.status),
      'conversation.mode': named(['live', 'messaging'], words.filters.modes),
      'conversation.priority': named(['urgent', 'high', 'medium', 'low', 'none'], words.inbox.priorities),
      'conversation.inbox': inboxes.map((inbox) => ({ value: inbox.id, label: inbox.name })),
      'conversation.channel': [{ value: 'web', label: words.filters.channels.web }],
      'conversation.team': teams.map((team) => ({ value: team.id, label: team.name })),
      'conversation.assignee': [
        { value: 'me', label: words.filters.me },
        ...members.map((m) => ({ value: m.userId, label: m.name || m.email })),
      ],
      'contact.language': languagesOffered.map((tag) => ({ value: tag, label: formats.languageName(tag) })),
    };
  }, [words, formats, inboxes, teams, members]);
}
