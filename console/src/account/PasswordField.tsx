import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '../ui/Button.tsx';
import { TextField } from '../ui/Field.tsx';
import { useWords } from '../words/WordsProvider.tsx';

export const MIN_PASSWORD = 10;

type Props = {
  label: string;
  value: string;
  onValue: (value: string) => void;
  autoComplete: 'current-password' | 'new-password';
  hint?: string;
  error?: string;
  autoFocus?: boolean;
};

/** A password that one may look at while typing it. */
export function PasswordField({ label, value, onValue, hint, error, ...rest }: Props) {
  const words = useWords().account;
  const [shown, setShown] = useState(false);
  return (
    <div className="relative">
      <TextField
        {...rest}
        tall
        required
        type={shown ? 'text' : 'password'}
        label={label}
        value={value}
        hint={hint}
        error={error}
        onChange={(e) => onValue(e.target.value)}
      />
      <IconButton
        label={shown ? words.hidePassword : words.showPassword}
        className="absolute end-1 top-[26px] size-8!"
        onClick={() => setShown(!shown)}
      >
        {shown ? <EyeOff className="size-4" /> : <Eye className="size-4" />}
      </IconButton>
    </div>
  );
}
