import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { account } from '../api/account.ts';
import { keys } from '../api/keys.ts';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/Field.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { AccountFrame } from './AccountFrame.tsx';
import { FormError } from './FormError.tsx';
import { PasswordField } from './PasswordField.tsx';
import { SecondFactor } from './SecondFactor.tsx';
import { useSubmit } from './useSubmit.ts';

const route = getRouteApi('/sign-in');

export function SignInPage() {
  const words = useWords().account;
  const { next, reset } = route.useSearch();
  const router = useRouter();
  const queryClient = useQueryClient();
  const [secondFactor, setSecondFactor] = useState(false);
  const enter = async () => {
    queryClient.removeQueries({ queryKey: keys.me });
    router.history.push(next ?? '/');
  };
  if (secondFactor) return <SecondFactor onDone={enter} onBack={() => setSecondFactor(false)} />;
  return (
    <AccountFrame title={words.signIn.title} lead={reset ? words.reset.done : words.signIn.lead}>
      <SignInForm onDone={enter} onSecondFactor={() => setSecondFactor(true)} />
    </AccountFrame>
  );
}

function SignInForm({ onDone, onSecondFactor }: { onDone: () => Promise<void>; onSecondFactor: () => void }) {
  const words = useWords().account;
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [remember, setRemember] = useState(true);
  const { onSubmit, busy, error } = useSubmit(async () => {
    const answer = await account.signIn(email.trim(), password, remember);
    if (answer?.twoFactorRedirect) onSecondFactor();
    else await onDone();
  });
  return (
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
      <PasswordField
        label={words.password}
        autoComplete="current-password"
        value={password}
        onValue={setPassword}
      />
      <label className="flex items-center gap-2 text-sm">
        <input
          type="checkbox"
          checked={remember}
          onChange={(e) => setRemember(e.target.checked)}
          className="size-4 accent-accent"
        />
        {words.signIn.remember}
      </label>
      <FormError text={error} />
      <Button type="submit" look="primary" size="lg" busy={busy}>
        {words.signIn.submit}
      </Button>
      <Link to="/forgot-password" className="self-center text-sm text-accent-ink hover:underline">
        {words.signIn.forgot}
      </Link>
    </form>
  );
}
