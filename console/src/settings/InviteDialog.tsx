import type { BuiltInRole, Invitation, Role } from '@causerie/protocol';
import { useState } from 'react';
import { FormError } from '../account/FormError.tsx';
import { useSubmit } from '../account/useSubmit.ts';
import { toAppError } from '../api/AppError.ts';
import type { InvitationCreated } from '../api/types.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { Button } from '../ui/Button.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { SelectField, TextAreaField } from '../ui/Field.tsx';
import { errorText } from '../words/errorText.ts';
import { useWords } from '../words/WordsProvider.tsx';
import { MOST_INVITED, readAddresses } from './readAddresses.ts';
import { useRoleName, useRolesToGive } from './useCan.ts';

type Props = { onClose: () => void; onInvite: (action: () => Promise<unknown>) => Promise<boolean> };

/** What became of one address. */
type Outcome = { email: string; created?: InvitationCreated; problem?: string };

/** Invites one address or several with the same role; links are shown once, to pass on where no mail is sent. */
export function InviteDialog({ onClose, onInvite }: Props) {
  const words = useWords();
  const { members, roleHints } = words.settings;
  const roleName = useRoleName();
  const desk = useDesk();
  const given = useRolesToGive();
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState<string>();
  const [role, setRole] = useState<Role>('agent');
  const [outcomes, setOutcomes] = useState<Outcome[]>();
  const { onSubmit, busy, error } = useSubmit(async () => {
    const addresses = readAddresses(text);
    setWrong(
      addresses.length === 0
        ? members.noAddress
        : addresses.length > MOST_INVITED
          ? members.tooMany(MOST_INVITED)
          : undefined,
    );
    if (addresses.length === 0 || addresses.length > MOST_INVITED) return;
    const told: Outcome[] = [];
    for (const email of addresses) {
      try {
        told.push({ email, created: await desk.settings.invite({ email, role }) });
      } catch (thrown) {
        // One alone is put right where it was typed.
        if (addresses.length === 1) throw thrown;
        told.push({ email, problem: errorText(words, toAppError(thrown)) });
      }
    }
    setOutcomes(told);
    await onInvite(async () => {});
  });
  const only = outcomes?.length === 1 ? outcomes[0]!.created : undefined;
  if (only) return <MadeDialog made={only} onClose={onClose} />;
  if (outcomes) return <OutcomesDialog outcomes={outcomes} onClose={onClose} />;
  return (
    <Dialog open onClose={onClose} title={members.inviteTitle}>
      <form onSubmit={onSubmit} className="flex flex-col gap-4">
        <TextAreaField
          required
          autoFocus
          rows={2}
          inputMode="email"
          autoComplete="off"
          spellCheck={false}
          label={members.email}
          hint={members.several}
          error={wrong}
          value={text}
          onChange={(e) => setText(e.target.value)}
          // A single address is sent off as from any field; in a list of them a line is a line.
          onKeyDown={(e) => {
            if (e.key !== 'Enter' || e.shiftKey || e.nativeEvent.isComposing || text.includes('\n')) return;
            e.preventDefault();
            e.currentTarget.form?.requestSubmit();
          }}
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

/** Of several: whom the mail goes to, whose link is to be passed on, and who could not be invited. */
function OutcomesDialog({ outcomes, onClose }: { outcomes: Outcome[]; onClose: () => void }) {
  const words = useWords();
  const { members } = words.settings;
  const made = outcomes.filter((outcome) => outcome.created);
  return (
    <Dialog
      open
      onClose={onClose}
      title={members.madeSeveral(made.length)}
      description={made.some(({ created }) => !created?.mailed) ? members.notMailed : undefined}
    >
      <ul className="max-h-80 divide-y divide-line overflow-y-auto">
        {outcomes.map(({ email, created, problem }) => (
          <li key={email} className="flex items-center gap-3 py-2 text-sm">
            <span className="min-w-0 flex-1">
              <span className="block truncate">{email}</span>
              {problem && <span className="block text-xs text-bad-ink">{problem}</span>}
              {created?.mailed && <span className="block text-xs text-faint">{members.queued}</span>}
            </span>
            {created && !created.mailed && <CopyButton text={created.link} />}
          </li>
        ))}
      </ul>
      <div className="mt-4 flex justify-end">
        <Button look="primary" onClick={onClose}>
          {words.common.done}
        </Button>
      </div>
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
