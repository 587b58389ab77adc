import type { Filter, FilterGroup, FilterTest } from '@causerie/protocol';
import { ListPlus, X } from 'lucide-react';
import { useState } from 'react';
import { Button, IconButton } from '../ui/Button.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { PropertyMenu } from './PropertyMenu.tsx';
import { firstTest } from './properties.ts';
import { TestChip } from './TestChip.tsx';
import { type FilterProperty, type FilterSubject, useFilterProperties } from './useFilterProperties.ts';

type Props = {
  subject: FilterSubject;
  value: Filter;
  onChange: (filter: Filter) => void;
  /** Where an empty filter is the usual thing, "Clear" has its place only once there is something. */
  clearable?: boolean;
};

/**
 * Conditions over conversations or contacts, each a chip that opens for changing, and groups of them. It holds no
 * state of its own: what it says is `value`. A condition without a value yet is part of it; leave such out with
 * `completeFilter` before asking the server.
 */
export function FilterEditor({ subject, value, onChange, clearable = true }: Props) {
  const words = useWords().filters;
  const properties = useFilterProperties(subject);
  const [fresh, setFresh] = useState<string>();
  const put = (tests: Filter['tests'], match = value.match) => onChange({ match, tests });
  const replace = (index: number, next: FilterTest | FilterGroup | undefined) =>
    put(value.tests.flatMap((each, i) => (i === index ? (next ? [next] : []) : [each])));
  const full = value.tests.length >= 20;
  return (
    <fieldset aria-label={words.label} className="flex min-w-0 flex-wrap items-center gap-1.5">
      {value.tests.length > 1 && (
        <MatchToggle match={value.match} onChange={(match) => put(value.tests, match)} />
      )}
      {value.tests.map((test, i) =>
        'tests' in test ? (
          <Group
            // biome-ignore lint/suspicious/noArrayIndexKey: a condition has no identity but its place
            key={i}
            group={test}
            properties={properties}
            onChange={(next) => replace(i, next)}
          />
        ) : (
          <TestChip
            // biome-ignore lint/suspicious/noArrayIndexKey: a condition has no identity but its place
            key={`${i} ${test.property}`}
            test={test}
            properties={properties}
            startOpen={fresh === `${i} ${test.property}`}
            onChange={(next) => replace(i, next)}
          />
        ),
      )}
      {!full && (
        <PropertyMenu
          properties={properties}
          onPick={({ name, type }) => {
            setFresh(`${value.tests.length} ${name}`);
            put([...value.tests, firstTest(name, type)]);
          }}
          onGroup={() => put([...value.tests, { match: 'any', tests: [seed(properties)] }])}
        />
      )}
      {clearable && value.tests.length > 0 && (
        <Button size="sm" look="quiet" onClick={() => put([])}>
          {words.clear}
        </Button>
      )}
    </fieldset>
  );
}

/** A group is never empty: it starts with the property that is asked for most. */
const seed = (properties: FilterProperty[]): FilterTest => {
  const { name, type } = properties.find((each) => each.name === 'contact.name') ?? properties[0]!;
  return firstTest(name, type);
};

type GroupProps = {
  group: FilterGroup;
  properties: FilterProperty[];
  onChange: (group: FilterGroup | undefined) => void;
};

function Group({ group, properties, onChange }: GroupProps) {
  const words = useWords().filters;
  const [fresh, setFresh] = useState<string>();
  const put = (tests: FilterTest[], match = group.match) =>
    onChange(tests.length > 0 ? { match, tests } : undefined);
  return (
    <fieldset
      aria-label={words.label}
      className="flex min-w-0 flex-wrap items-center gap-1.5 rounded-lg border border-line-strong/50 border-dashed px-1.5 py-1"
    >
      <MatchToggle match={group.match} onChange={(match) => put(group.tests, match)} />
      {group.tests.map((test, i) => (
        <TestChip
          // biome-ignore lint/suspicious/noArrayIndexKey: a condition has no identity but its place
          key={`${i} ${test.property}`}
          test={test}
          properties={properties}
          startOpen={fresh === `${i} ${test.property}`}
          onChange={(next) =>
            put(group.tests.flatMap((each, at) => (at === i ? (next ? [next] : []) : [each])))
          }
        />
      ))}
      {group.tests.length < 20 && (
        <PropertyMenu
          properties={properties}
          compact
          onPick={({ name, type }) => {
            setFresh(`${group.tests.length} ${name}`);
            put([...group.tests, firstTest(name, type)]);
          }}
        />
      )}
      <IconButton label={words.removeGroup} size="sm" onClick={() => onChange(undefined)}>
        <X className="size-3.5" />
      </IconButton>
    </fieldset>
  );
}

function MatchToggle({
  match,
  onChange,
}: {
  match: Filter['match'];
  onChange: (match: Filter['match']) => void;
}) {
  const words = useWords().filters;
  return (
    <span className="inline-flex items-center gap-1 text-xs text-faint">
      <ListPlus className="size-3.5" aria-hidden="true" />
      <select
        aria-label={words.match}
        value={match}
        onChange={(e) => onChange(e.target.value as Filter['match'])}
        className="h-6.5 rounded-md border border-line bg-raised px-1.5 text-xs text-ink"
      >
        <option value="all">{words.all}</option>
        <option value="any">{words.any}</option>
      </select>
    </span>
  );
}
