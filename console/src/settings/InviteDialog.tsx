import type { BuiltInRole, Invitation, Role } from '@causerie/protocol';
import { useState } from 'react';
import { FormError } from '../account/FormError.tsx';
import { useSubmit } from '../account/useSubmit.ts';
import type { InvitationCreated } from '../api/types.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { Button } from '../ui/Button.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { SelectField, TextField } from '../ui/Field.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { useRoleName, useRolesToGive } from './useCan.ts';

type Props = { onClose: () => void; onInvite: (action: () => Promise<unknown>) => Promise<boolean> };

/** Invites an address; the link is shown once, to pass on where no mail is sent. */
export function InviteDialog({ onClose, onInvite }: Props) {
  const words = useWords();
  const { members, roleHints } = words.settings;
  const roleName = useRoleName();
  const desk = useDesk();
  const given = useRolesToGive();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('agent');
  const [made, setMade] = useState<InvitationCreated>();
  const { onSubmit, busy, error } = useSubmit(async () => {
    const created = await desk.settings.invite({ email: email.trim(), role });
    setMade(created);
    await onInvite(async () => {});
  });
  if (made) return <MadeDialog made={made} onClose={onClose} />;
  return (
    <Dialog open onClose={onClose} title={members.inviteTitle}>
      <form onSubmit={onSubmit} className="flex flex-col gap-4">
        <TextField
          required
          autoFocus
          type="email"
          label={members.email}
          value={email}
          onChange={(e) => setEmail(e.target.value)}
        />
        <SelectField
          label={members.role}
          hint={role in roleHints ? roleHints[role as BuiltInRole] : undefined}
          value={role}
          options={given.map(({ id }) => ({ value: id, label: roleName(id) }))}
          onValue={(value) => setRole(value as Role)}
        />
        <FormError text={error} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{words.common.cancel}</Button>
          <Button type="submit" look="primary" busy={busy}>
            {members.send}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** The link, which is shown once. */
function MadeDialog({ made, onClose }: { made: InvitationCreated; onClose: () => void }) {
  const words = useWords();
  const { members } = words.settings;
  return (
    <Dialog
      open
      onClose={onClose}
      title={members.made}
      description={made.mailed ? members.mailed(made.invitation.email) : members.notMailed}
    >
      <div className="flex items-start gap-2 rounded-lg border border-line bg-sunken p-2.5">
        <code className="min-w-0 flex-1 py-1 font-mono text-xs break-all">{made.link}</code>
        <CopyButton text={made.link} />
      </div>
      <div className="mt-4 flex justify-end">
        <Button look="primary" onClick={onClose}>
          {words.common.done}
        </Button>
      </div>
    </Dialog>
  );
}

type NewLinkProps = { invitation: Invitation; onMade: Props['onInvite']; onClose: () => void };

/** The server keeps no link: a mail that was refused is replaced by a new invitation, whose link can be passed on. */
export function NewLinkDialog({ invitation, onMade, onClose }: NewLinkProps) {
  const words = useWords();
  const { members } = words.settings;
  const desk = useDesk();
  const [made, setMade] = useState<InvitationCreated>();
  const { onSubmit, busy, error } = useSubmit(async () => {
    const { email, role } = invitation;
    setMade(await desk.settings.invite({ email, role }));
  });
  const close = () => {
    onClose();
    if (made) void onMade(async () => {});
  };
  if (made) return <MadeDialog made={made} onClose={close} />;
  return (
    <Dialog open onClose={close} title={members.newLink} description={members.newLinkText(invitation.email)}>
      <form onSubmit={onSubmit} className="flex flex-col gap-4">
        <FormError text={error} />
        <div className="flex justify-end gap-2">
          <Button onClick={close}>{words.common.cancel}</Button>
          <Button type="submit" look="primary" busy={busy}>
            {members.newLink}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
