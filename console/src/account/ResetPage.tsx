import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { account } from '../api/account.ts';
import { Button, buttonClass } from '../ui/Button.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { AccountFrame } from './AccountFrame.tsx';
import { FormError } from './FormError.tsx';
import { MIN_PASSWORD, PasswordField } from './PasswordField.tsx';
import { useSubmit } from './useSubmit.ts';

const route = getRouteApi('/reset-password');

export function ResetPage() {
  const words = useWords();
  const { token, error } = route.useSearch();
  if (!token || error) {
    return (
      <AccountFrame
        title={words.account.reset.title}
        lead={error ? words.errorDetails.INVALID_TOKEN : words.account.reset.noToken}
      >
        <Link to="/forgot-password" className={buttonClass('primary', 'lg')}>
          {words.account.forgot.submit}
        </Link>
      </AccountFrame>
    );
  }
  return (
    <AccountFrame title={words.account.reset.title}>
      <ResetForm token={token} />
    </AccountFrame>
  );
}

function ResetForm({ token }: { token: string }) {
  const words = useWords().account;
  const navigate = useNavigate();
  const [password, setPassword] = useState('');
  const [short, setShort] = useState(false);
  const { onSubmit, busy, error } = useSubmit(async () => {
    setShort(password.length < MIN_PASSWORD);
    if (password.length < MIN_PASSWORD) return;
    await account.reset(token, password);
    await navigate({ to: '/sign-in', search: { reset: true } });
  });
  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-4">
      <PasswordField
        autoFocus
        label={words.newPassword}
        autoComplete="new-password"
        value={password}
        onValue={setPassword}
        hint={words.passwordHint}
        error={short ? words.passwordTooShort : undefined}
      />
      <FormError text={error} />
      <Button type="submit" look="primary" size="lg" busy={busy}>
        {words.reset.submit}
      </Button>
    </form>
  );
}
