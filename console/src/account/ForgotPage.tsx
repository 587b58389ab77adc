import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { account } from '../api/account.ts';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/Field.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { AccountFrame } from './AccountFrame.tsx';
import { FormError } from './FormError.tsx';
import { useSubmit } from './useSubmit.ts';

export function ForgotPage() {
  const words = useWords().account;
  const [email, setEmail] = useState('');
  const [sent, setSent] = useState(false);
  const { onSubmit, busy, error } = useSubmit(async () => {
    await account.requestReset(email.trim());
    setSent(true);
  });
  const back = (
    <Link to="/sign-in" search={{}} className="self-center text-sm text-accent-ink hover:underline">
      {words.forgot.back}
    </Link>
  );
  if (sent) {
    return (
      <AccountFrame title={words.forgot.sentTitle} lead={words.forgot.sent(email.trim())}>
        {back}
      </AccountFrame>
    );
  }
  return (
    <AccountFrame title={words.forgot.title} lead={words.forgot.lead}>
      <form onSubmit={onSubmit} className="flex flex-col gap-4">
        <TextField
          tall
          required
          autoFocus
          type="email"
          autoComplete="username"
          label={words.email}
          value={email}
          onChange={(e) => setEmail(e.target.value)}
        />
        <FormError text={error} />
        <Button type="submit" look="primary" size="lg" busy={busy}>
          {words.forgot.submit}
        </Button>
        {back}
      </form>
    </AccountFrame>
  );
}
