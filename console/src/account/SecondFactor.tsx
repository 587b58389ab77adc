import { useState } from 'react';
import { account } from '../api/account.ts';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/Field.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { AccountFrame } from './AccountFrame.tsx';
import { FormError } from './FormError.tsx';
import { useSubmit } from './useSubmit.ts';

type Props = { onDone: () => Promise<void>; onBack: () => void };

/** The code of the authenticator app, or one of the backup codes. */
export function SecondFactor({ onDone, onBack }: Props) {
  const words = useWords().account.twoFactor;
  const [code, setCode] = useState('');
  const [trust, setTrust] = useState(false);
  const [backup, setBackup] = useState(false);
  const { onSubmit, busy, error } = useSubmit(async () => {
    const entered = code.replace(/\s/g, '');
    if (backup) await account.verifyBackupCode(entered);
    else await account.verifyTotp(entered, trust);
    await onDone();
  });
  return (
    <AccountFrame title={words.title} lead={backup ? words.backupLead : words.lead}>
      <form onSubmit={onSubmit} className="flex flex-col gap-4">
        <TextField
          key={String(backup)}
          tall
          required
          autoFocus
          label={backup ? words.backupCode : words.code}
          inputMode={backup ? 'text' : 'numeric'}
          autoComplete="one-time-code"
          maxLength={backup ? 40 : 8}
          value={code}
          onChange={(e) => setCode(e.target.value)}
        />
        {!backup && (
          <label className="flex items-center gap-2 text-sm">
            <input
              type="checkbox"
              checked={trust}
              onChange={(e) => setTrust(e.target.checked)}
              className="size-4 accent-accent"
            />
            {words.trust}
          </label>
        )}
        <FormError text={error} />
        <Button type="submit" look="primary" size="lg" busy={busy}>
          {words.submit}
        </Button>
        <div className="flex flex-wrap justify-between gap-2 text-sm text-accent-ink">
          <button
            type="button"
            className="hover:underline"
            onClick={() => {
              setBackup(!backup);
              setCode('');
            }}
          >
            {backup ? words.useApp : words.useBackup}
          </button>
          <button type="button" className="hover:underline" onClick={onBack}>
            {words.back}
          </button>
        </div>
      </form>
    </AccountFrame>
  );
}
