import { useState } from 'react';
import { TextField } from '../ui/Field.tsx';

type Props = {
  label: string;
  hint?: string;
  error?: string;
  value: string[];
  onValue: (words: string[]) => void;
};

/** A short list of words, typed with commas. The text is kept as it is typed, so that a comma does not vanish. */
export function WordListField({ label, hint, error, value, onValue }: Props) {
  const [text, setText] = useState(value.join(', '));
  const shown = same(parseWords(text), value) ? text : value.join(', ');
  return (
    <TextField
      label={label}
      hint={hint}
      error={error}
      value={shown}
      onChange={(e) => {
        setText(e.target.value);
        onValue(parseWords(e.target.value));
      }}
    />
  );
}

const parseWords = (text: string): string[] => [
  ...new Set(
    text
      .split(/[,;，、]/)
      .map((word) => word.trim())
      .filter(Boolean),
  ),
];

const same = (a: string[], b: string[]) => a.join('\n') === b.join('\n');
