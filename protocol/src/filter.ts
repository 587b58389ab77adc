import { type Static, Type } from 'typebox';

/**
 * Conditions over conversations and contacts, as saved views, contact lists, segments and rules keep them. Two levels
 * (a filter holds tests and groups of tests) say everything that people ask for and can still be drawn on a screen.
 */
const closed = { additionalProperties: false } as const;

/**
 * - text: `is`, `is_not` (one of), `contains`, `contains_not`, `starts_with`, `known`, `unknown`
 * - choice and person: `is`, `is_not` (one of), `known`, `unknown`
 * - set (labels, several choices): `has` (any of), `has_not` (none of), `known`, `unknown`
 * - number: `is`, `is_not`, `over`, `under`, `known`, `unknown`
 * - date: `before`, `after` (an instant), `within`, `longer_ago` (seconds until now), `known`, `unknown`
 * - flag: `is` with true or false
 */
export const FilterOperator = Type.Enum([
  'is',
  'is_not',
  'contains',
  'contains_not',
  'starts_with',
  'has',
  'has_not',
  'over',
  'under',
  'before',
  'after',
  'within',
  'longer_ago',
  'known',
  'unknown',
]);
export type FilterOperator = Static<typeof FilterOperator>;

const Text = Type.String({ maxLength: 500, pattern: '^[^\\u0000]*$' });

/**
 * One test. `property` is a name of `filterProperties`, or `conversation.field.<key>` or `contact.field.<key>` for a
 * custom field. Several values mean "one of them". The person `me` is whoever asks.
 */
export const FilterTest = Type.Object(
  {
    property: Type.String({
      pattern: '^(conversation|contact)\\.(field\\.)?[a-z][a-z0-9_]*$',
      maxLength: 80,
    }),
    operator: FilterOperator,
    value: Type.Optional(
      Type.Union([
        Text,
        Type.Number(),
        Type.Boolean(),
        Type.Array(Type.Union([Text, Type.Number()]), { minItems: 1, maxItems: 100 }),
      ]),
    ),
  },
  closed,
);
export type FilterTest = Static<typeof FilterTest>;

const Match = Type.Enum(['all', 'any']);

export const FilterGroup = Type.Object(
  { match: Match, tests: Type.Array(FilterTest, { minItems: 1, maxItems: 20 }) },
  closed,
);
export type FilterGroup = Static<typeof FilterGroup>;

/** No tests: everything passes. */
export const Filter = Type.Object(
  { match: Match, tests: Type.Array(Type.Union([FilterTest, FilterGroup]), { maxItems: 20 }) },
  closed,
);
export type Filter = Static<typeof Filter>;

/** What kind of values a property has, and so which operators it takes. */
export type FilterType = 'text' | 'choice' | 'person' | 'set' | 'number' | 'date' | 'flag';

/** Which operators each kind of property takes. */
export const operatorsOf: Record<FilterType, readonly FilterOperator[]> = {
  text: ['is', 'is_not', 'contains', 'contains_not', 'starts_with', 'known', 'unknown'],
  choice: ['is', 'is_not', 'known', 'unknown'],
  person: ['is', 'is_not', 'known', 'unknown'],
  set: ['has', 'has_not', 'known', 'unknown'],
  number: ['is', 'is_not', 'over', 'under', 'known', 'unknown'],
  date: ['before', 'after', 'within', 'longer_ago', 'known', 'unknown'],
  flag: ['is'],
};

/** Every built-in property that a filter may name. A filter over contacts may name only the contact's. */
export const filterProperties: Record<string, FilterType> = {
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
};
