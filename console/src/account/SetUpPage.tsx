import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { account } from '../api/account.ts';
import { keys } from '../api/keys.ts';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/Field.tsx';
import { useLanguage, useWords } from '../words/WordsProvider.tsx';
import { AccountFrame } from './AccountFrame.tsx';
import { FormError } from './FormError.tsx';
import { MIN_PASSWORD, PasswordField } from './PasswordField.tsx';
import { useSubmit } from './useSubmit.ts';

/** An empty server: the company and its first owner. */
export function SetUpPage() {
  const words = useWords().account;
  const { language } = useLanguage();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [form, setForm] = useState({ workspaceName: '', name: '', email: '', password: '' });
  const [short, setShort] = useState(false);
  const field = (part: 'workspaceName' | 'name' | 'email') => ({
    tall: true,
    required: true,
    value: form[part],
    onChange: (e: { target: { value: string } }) => setForm({ ...form, [part]: e.target.value }),
  });
  const { onSubmit, busy, error } = useSubmit(async () => {
    setShort(form.password.length < MIN_PASSWORD);
    if (form.password.length < MIN_PASSWORD) return;
    const { workspaceName, name, email, password } = form;
    const me = await account.setUp({
      workspaceName: workspaceName.trim(),
      name: name.trim(),
      email: email.trim(),
      password,
      language,
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    });
    queryClient.setQueryData(keys.me, me);
    await navigate({ to: '/' });
  });
  return (
    <AccountFrame title={words.setUp.title} lead={words.setUp.lead}>
      <form onSubmit={onSubmit} className="flex flex-col gap-4">
        <TextField
          autoFocus
          label={words.setUp.workspace}
          hint={words.setUp.workspaceHint}
          autoComplete="organization"
          maxLength={100}
          {...field('workspaceName')}
        />
        <TextField label={words.yourName} autoComplete="name" maxLength={100} {...field('name')} />
        <TextField label={words.email} type="email" autoComplete="username" {...field('email')} />
        <PasswordField
          label={words.password}
          autoComplete="new-password"
          hint={words.passwordHint}
          error={short ? words.passwordTooShort : undefined}
          value={form.password}
          onValue={(password) => setForm({ ...form, password })}
        />
        <FormError text={error} />
        <Button type="submit" look="primary" size="lg" busy={busy}>
          {words.setUp.submit}
        </Button>
      </form>
    </AccountFrame>
  );
}
