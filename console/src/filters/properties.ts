import type { FilterOperator, FilterTest, FilterType } from '@causerie/protocol';

/**
 * What a filter may name and ask, as the protocol has it: a browser takes its types, not its code, and a test holds the
 * two against each other.
 */
export const operatorsOf: Record<FilterType, readonly FilterOperator[]> = {
  text: ['is', 'is_not', 'contains', 'contains_not', 'starts_with', 'known', 'unknown'],
  choice: ['is', 'is_not', 'known', 'unknown'],
  person: ['is', 'is_not', 'known', 'unknown'],
  set: ['has', 'has_not', 'known', 'unknown'],
  number: ['is', 'is_not', 'over', 'under', 'known', 'unknown'],
  date: ['before', 'after', 'within', 'longer_ago', 'known', 'unknown'],
  flag: ['is'],
};

export const builtInProperties = {
  'conversation.status': 'choice',
  'conversation.mode': 'choice',
  'conversation.priority': 'choice',
  'conversation.inbox': 'choice',
  'conversation.channel': 'choice',
  'conversation.assignee': 'person',
  'conversation.team': 'choice',
  'conversation.label': 'set',
  'conversation.subject': 'text',
  'conversation.last_message': 'text',
  'conversation.created': 'date',
  'conversation.active': 'date',
  'conversation.waiting': 'date',
  'conversation.first_reply': 'date',
  'conversation.resolved': 'date',
  'conversation.snoozed_until': 'date',
  'conversation.messages': 'number',
  'conversation.spam': 'flag',
  'contact.name': 'text',
  'contact.email': 'text',
  'contact.phone': 'text',
  'contact.company': 'text',
  'contact.city': 'text',
  'contact.country': 'text',
  'contact.language': 'choice',
  'contact.time_zone': 'text',
  'contact.device': 'text',
  'contact.note': 'text',
  'contact.first_seen': 'date',
  'contact.last_seen': 'date',
  'contact.blocked': 'flag',
} as const satisfies Record<string, FilterType>;
export type BuiltInProperty = keyof typeof builtInProperties;

/** What one asks of a property when it is chosen: the question that is asked most. */
export function firstTest(property: string, type: FilterType): FilterTest {
  const [operator] = type === 'text' ? (['contains'] as const) : operatorsOf[type];
  if (type === 'date') return { property, operator: 'within', value: 7 * 86_400 };
  return { property, operator: operator!, ...(type === 'flag' && { value: true }) };
}

/** Whether the server would take it: an operator that wants a value has one. */
export function isComplete({ operator, value }: FilterTest): boolean {
  if (operator === 'known' || operator === 'unknown') return true;
  return value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);
}

/** The value that still makes sense under another operator; else none. */
export function withOperator(test: FilterTest, operator: FilterOperator, type: FilterType): FilterTest {
  const { property, value } = test;
  if (operator === 'known' || operator === 'unknown') return { property, operator };
  if (type !== 'date') return { property, operator, ...(value !== undefined && { value }) };
  const relative = (each: FilterOperator) => each === 'within' || each === 'longer_ago';
  if (relative(operator))
    return { property, operator, value: typeof value === 'number' ? value : 7 * 86_400 };
  return { property, operator, ...(typeof value === 'string' && { value }) };
}

const units = { weeks: 604_800, days: 86_400, hours: 3600, minutes: 60 } as const;
export type SpanUnit = keyof typeof units;
export const spanUnits = Object.keys(units).reverse() as SpanUnit[];

/** Seconds as people say them: 172,800 is two days. */
export function spanOf(seconds: number): { count: number; unit: SpanUnit } {
  const unit =
    (Object.keys(units) as SpanUnit[]).find(
      (each) =>
        seconds % units[each] === 0 && seconds >= units[each] && (each !== 'weeks' || seconds > 604_800),
    ) ?? 'minutes';
  return { count: Math.max(1, Math.round(seconds / units[unit])), unit };
}

export const secondsOf = (count: number, unit: SpanUnit): number => count * units[unit];
