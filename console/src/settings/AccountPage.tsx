import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormError } from '../account/FormError.tsx';
import { MIN_PASSWORD, PasswordField } from '../account/PasswordField.tsx';
import { useSubmit } from '../account/useSubmit.ts';
import { account } from '../api/account.ts';
import { keys } from '../api/keys.ts';
import { useMe } from '../api/meQuery.ts';
import { setPreferences, type Theme, usePreferences } from '../shell/preferences.ts';
import { useChooseLanguage } from '../shell/useChooseLanguage.ts';
import { Button } from '../ui/Button.tsx';
import { SelectField, TextField } from '../ui/Field.tsx';
import { say } from '../ui/toasts.tsx';
import { ownName } from '../words/ownName.ts';
import { languages, useLanguage, useWords } from '../words/WordsProvider.tsx';
import { options } from './InboxLookSheet.tsx';
import { NotificationsSheet } from './NotificationsSheet.tsx';
import { SessionsSheet } from './SessionsSheet.tsx';
import { SettingsPage, Sheet } from './SettingsPage.tsx';
import { ToldOfSheet } from './ToldOfSheet.tsx';
import { TwoFactorSheet } from './TwoFactorSheet.tsx';

export function AccountPage() {
  const words = useWords().settings.account;
  return (
    <SettingsPage title={words.title}>
      <ProfileSheet />
      <AppearanceSheet />
      <NotificationsSheet />
      <ToldOfSheet />
      <PasswordSheet />
      <TwoFactorSheet />
      <SessionsSheet />
    </SettingsPage>
  );
}

function ProfileSheet() {
  const words = useWords();
  const me = useMe();
  const queryClient = useQueryClient();
  const [name, setName] = useState(me.name);
  const { onSubmit, busy, error } = useSubmit(async () => {
    queryClient.setQueryData(keys.me, await account.patchMe({ name: name.trim() }));
    say(words.common.saved);
  });
  return (
    <Sheet title={words.settings.account.profile}>
      <form onSubmit={onSubmit} className="flex flex-col gap-4">
        <TextField
          required
          maxLength={100}
          autoComplete="name"
          label={words.settings.account.name}
          hint={words.settings.account.nameHint}
          value={name}
          onChange={(e) => setName(e.target.value)}
        />
        <TextField label={words.settings.account.email} value={me.email} disabled readOnly />
        <FormError text={error} />
        <Button type="submit" className="self-start" busy={busy} disabled={name.trim() === me.name}>
          {words.common.save}
        </Button>
      </form>
    </Sheet>
  );
}

function AppearanceSheet() {
  const { settings, shell, thread } = useWords();
  const { theme, sendWith, afterClosing } = usePreferences();
  const { language } = useLanguage();
  const choose = useChooseLanguage();
  return (
    <Sheet title={settings.account.appearance}>
      <SelectField
        label={settings.account.language}
        value={language}
        options={languages.map((l) => ({ value: l, label: ownName(l) }))}
        onValue={(value) => void choose(languages.find((l) => l === value) ?? 'en')}
      />
      <SelectField
        label={settings.account.theme}
        value={theme}
        options={options(shell.themes)}
        onValue={(value) => setPreferences({ theme: value as Theme })}
      />
      <SelectField
        label={settings.account.sendWith}
        value={sendWith}
        options={[
          { value: 'enter', label: thread.composer.withEnter },
          { value: 'mod-enter', label: thread.composer.withModEnter },
        ]}
        onValue={(value) => setPreferences({ sendWith: value === 'enter' ? 'enter' : 'mod-enter' })}
      />
      <SelectField
        label={thread.composer.afterClosing}
        value={afterClosing}
        options={[
          { value: 'stay', label: thread.composer.stay },
          { value: 'next', label: thread.composer.goOn },
        ]}
        onValue={(value) => setPreferences({ afterClosing: value === 'next' ? 'next' : 'stay' })}
      />
    </Sheet>
  );
}

function PasswordSheet() {
  const words = useWords();
  const { account: said } = words.settings;
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [short, setShort] = useState(false);
  const { onSubmit, busy, error } = useSubmit(async () => {
    setShort(next.length < MIN_PASSWORD);
    if (next.length < MIN_PASSWORD) return;
    await account.changePassword(current, next);
    setCurrent('');
    setNext('');
    say(said.passwordChanged);
  });
  return (
    <Sheet title={said.password}>
      <form onSubmit={onSubmit} className="flex flex-col gap-4">
        <PasswordField
          label={said.currentPassword}
          autoComplete="current-password"
          value={current}
          onValue={setCurrent}
        />
        <PasswordField
          label={said.newPassword}
          autoComplete="new-password"
          hint={words.account.passwordHint}
          error={short ? words.account.passwordTooShort : undefined}
          value={next}
          onValue={setNext}
        />
        <FormError text={error} />
        <Button type="submit" className="self-start" busy={busy} disabled={!current || !next}>
          {said.changePassword}
        </Button>
      </form>
    </Sheet>
  );
}
