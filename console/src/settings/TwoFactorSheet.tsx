import { useQueryClient } from '@tanstack/react-query';
import { ShieldCheck } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { FormError } from '../account/FormError.tsx';
import { PasswordField } from '../account/PasswordField.tsx';
import { useSubmit } from '../account/useSubmit.ts';
import { account } from '../api/account.ts';
import { keys } from '../api/keys.ts';
import { useMe } from '../api/meQuery.ts';
import { Button } from '../ui/Button.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextField } from '../ui/Field.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { QrCode } from './QrCode.tsx';
import { Sheet } from './SettingsPage.tsx';

type Secrets = { totpURI: string; backupCodes: string[] };

export function TwoFactorSheet() {
  const words = useWords().settings.account;
  const { twoFactorEnabled } = useMe();
  const [open, setOpen] = useState(false);
  return (
    <Sheet title={words.twoFactor}>
      <div className="flex flex-wrap items-center gap-3">
        <ShieldCheck
          className={`size-5 shrink-0 ${twoFactorEnabled ? 'text-good' : 'text-faint'}`}
          aria-hidden="true"
        />
        <p className="min-w-0 flex-1 text-sm text-soft">
          {twoFactorEnabled ? words.twoFactorOn : words.twoFactorOff}
        </p>
        <Button onClick={() => setOpen(true)}>{twoFactorEnabled ? words.turnOff : words.turnOn}</Button>
      </div>
      {open &&
        (twoFactorEnabled ? (
          <TurnOff onClose={() => setOpen(false)} />
        ) : (
          <TurnOn onClose={() => setOpen(false)} />
        ))}
    </Sheet>
  );
}

/** Password, then the secret as a picture and the first code, then the backup codes. */
function TurnOn({ onClose }: { onClose: () => void }) {
  const words = useWords().settings.account;
  const queryClient = useQueryClient();
  const [secrets, setSecrets] = useState<Secrets>();
  const [verified, setVerified] = useState(false);
  const close = () => {
    onClose();
    void queryClient.invalidateQueries({ queryKey: keys.me });
  };
  return (
    <Dialog open onClose={close} title={verified ? words.backup : words.twoFactor}>
      {!secrets ? (
        <PasswordStep
          action={words.next}
          onPassword={async (p) => setSecrets(await account.enableTwoFactor(p))}
        />
      ) : verified ? (
        <BackupStep codes={secrets.backupCodes} onDone={close} />
      ) : (
        <ScanStep uri={secrets.totpURI} onVerified={() => setVerified(true)} />
      )}
    </Dialog>
  );
}

function TurnOff({ onClose }: { onClose: () => void }) {
  const words = useWords().settings.account;
  const queryClient = useQueryClient();
  const off = async (password: string) => {
    await account.disableTwoFactor(password);
    await queryClient.invalidateQueries({ queryKey: keys.me });
    onClose();
  };
  return (
    <Dialog open onClose={onClose} title={words.turnOff}>
      <PasswordStep action={words.turnOff} onPassword={off} />
    </Dialog>
  );
}

function PasswordStep(props: { action: string; onPassword: (password: string) => Promise<void> }) {
  const words = useWords().settings.account;
  const [password, setPassword] = useState('');
  const { onSubmit, busy, error } = useSubmit(() => props.onPassword(password));
  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-4">
      <PasswordField
        autoFocus
        label={words.confirmPassword}
        autoComplete="current-password"
        value={password}
        onValue={setPassword}
      />
      <FormError text={error} />
      <Button type="submit" look="primary" busy={busy}>
        {props.action}
      </Button>
    </form>
  );
}

function ScanStep({ uri, onVerified }: { uri: string; onVerified: () => void }) {
  const words = useWords().settings.account;
  const [code, setCode] = useState('');
  const secret = new URL(uri).searchParams.get('secret') ?? '';
  const { onSubmit, busy, error } = useSubmit(async () => {
    await account.verifyTotp(code.replace(/\s/g, ''));
    onVerified();
  });
  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-4">
      <p className="text-sm">{words.scan}</p>
      <QrCode text={uri} label={words.scanAlt} />
      <p className="text-xs text-soft">
        {words.orType}
        <code className="mt-1 block font-mono break-all">{secret}</code>
      </p>
      <TextField
        tall
        required
        label={`${words.enterCode}: ${words.code}`}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={8}
        value={code}
        onChange={(e) => setCode(e.target.value)}
      />
      <FormError text={error} />
      <Button type="submit" look="primary" busy={busy}>
        {words.verify}
      </Button>
    </form>
  );
}

function BackupStep({ codes, onDone }: { codes: string[]; onDone: () => void }): ReactNode {
  const words = useWords().settings.account;
  return (
    <div className="flex flex-col gap-4">
      <p className="text-sm text-soft">{words.backupText}</p>
      <ul className="grid grid-cols-2 gap-1 rounded-lg bg-sunken p-3 font-mono text-sm">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex justify-between gap-2">
        <CopyButton text={codes.join('\n')} />
        <Button look="primary" onClick={onDone}>
          {words.backupDone}
        </Button>
      </div>
    </div>
  );
}
