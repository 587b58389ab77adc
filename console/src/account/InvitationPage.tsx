import type { BuiltInRole } from '@causerie/protocol';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { toAppError } from '../api/AppError.ts';
import { account } from '../api/account.ts';
import { keys } from '../api/keys.ts';
import { meQuery } from '../api/meQuery.ts';
import type { InvitationAccept, InvitationPreview } from '../api/types.ts';
import { Button, buttonClass } from '../ui/Button.tsx';
import { TextField } from '../ui/Field.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { errorText } from '../words/errorText.ts';
import { useLanguage, useWords } from '../words/WordsProvider.tsx';
import { AccountFrame } from './AccountFrame.tsx';
import { FormError } from './FormError.tsx';
import { MIN_PASSWORD, PasswordField } from './PasswordField.tsx';
import { useSubmit } from './useSubmit.ts';

const route = getRouteApi('/invitation/$token');

/** What a link invites to; with a new account, or with the one that the address has. */
export function InvitationPage() {
  const words = useWords();
  const { token } = route.useParams();
  const { data, error } = useQuery({
    queryKey: keys.invitation(token),
    queryFn: () => account.invitation(token),
    retry: false,
  });
  if (error) {
    return (
      <AccountFrame title={words.shell.notFound.title} lead={errorText(words, toAppError(error))}>
        <Link to="/sign-in" search={{}} className={buttonClass('primary', 'lg')}>
          {words.account.signIn.submit}
        </Link>
      </AccountFrame>
    );
  }
  if (!data) {
    return (
      <AccountFrame title="Causerie">
        <Skeleton className="h-24 w-full" />
      </AccountFrame>
    );
  }
  const role = data.roleName ?? words.settings.roles[data.role as BuiltInRole].toLowerCase();
  return (
    <AccountFrame
      title={words.account.invitation.title(data.workspaceName)}
      lead={words.account.invitation.lead(data.invitedBy, role)}
    >
      {data.hasAccount ? (
        <WithAccount token={token} invitation={data} />
      ) : (
        <NewAccount token={token} invitation={data} />
      )}
    </AccountFrame>
  );
}

type Props = { token: string; invitation: InvitationPreview };

function useAccept(token: string) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  return async (body: InvitationAccept) => {
    queryClient.setQueryData(keys.me, await account.acceptInvitation(token, body));
    await navigate({ to: '/' });
  };
}

function NewAccount({ token, invitation }: Props) {
  const words = useWords().account;
  const { language } = useLanguage();
  const accept = useAccept(token);
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [short, setShort] = useState(false);
  const { onSubmit, busy, error } = useSubmit(async () => {
    setShort(password.length < MIN_PASSWORD);
    if (password.length >= MIN_PASSWORD) await accept({ name: name.trim(), password, language });
  });
  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-4">
      <TextField
        label={words.email}
        tall
        disabled
        value={invitation.email}
        autoComplete="username"
        readOnly
      />
      <TextField
        tall
        required
        autoFocus
        label={words.yourName}
        autoComplete="name"
        maxLength={100}
        value={name}
        onChange={(e) => setName(e.target.value)}
      />
      <PasswordField
        label={words.password}
        autoComplete="new-password"
        hint={words.passwordHint}
        error={short ? words.passwordTooShort : undefined}
        value={password}
        onValue={setPassword}
      />
      <FormError text={error} />
      <Button type="submit" look="primary" size="lg" busy={busy}>
        {words.invitation.join}
      </Button>
    </form>
  );
}

function WithAccount({ token, invitation }: Props) {
  const words = useWords().account;
  const accept = useAccept(token);
  const { data: me, isPending } = useQuery(meQuery);
  const { onSubmit, busy, error } = useSubmit(() => accept({}));
  if (isPending) return <Skeleton className="h-10 w-full" />;
  if (!me) {
    return (
      <div className="flex flex-col gap-4">
        <p className="text-sm">{words.invitation.existing(invitation.email)}</p>
        <Link
          to="/sign-in"
          search={{ next: `/invitation/${token}` }}
          className={buttonClass('primary', 'lg')}
        >
          {words.signIn.submit}
        </Link>
      </div>
    );
  }
  const same = me.email.toLowerCase() === invitation.email.toLowerCase();
  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-4">
      <p className="text-sm">{words.invitation.signedInAs(me.email)}</p>
      {!same && <p className="text-sm text-warn-ink">{words.invitation.otherAccount(invitation.email)}</p>}
      <FormError text={error} />
      <Button type="submit" look="primary" size="lg" busy={busy} disabled={!same}>
        {words.invitation.join}
      </Button>
    </form>
  );
}
