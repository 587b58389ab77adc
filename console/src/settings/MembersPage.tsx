import type { Invitation, Member, Role } from '@causerie/protocol';
import { SlidersHorizontal, Trash2, UserPlus } from 'lucide-react';
import { useState } from 'react';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { Avatar } from '../ui/Avatar.tsx';
import { Button, IconButton } from '../ui/Button.tsx';
import { ConfirmDialog } from '../ui/Dialog.tsx';
import { SelectField } from '../ui/Field.tsx';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { InviteDialog, NewLinkDialog } from './InviteDialog.tsx';
import { ListState } from './ListState.tsx';
import { MemberRouting, MemberRoutingDialog } from './MemberRoutingDialog.tsx';
import { SettingsPage, Sheet } from './SettingsPage.tsx';
import { useCan, useRoleName, useRoles, useRolesToGive } from './useCan.ts';
import { useSettingsList } from './useSettingsList.ts';

export function MembersPage() {
  const words = useWords().settings.members;
  const desk = useDesk();
  const can = useCan('members.change');
  const members = useSettingsList<Member>(keys.members(desk.workspaceId), desk.settings.members);
  const invitations = useSettingsList<Invitation>(
    keys.invitations(desk.workspaceId),
    desk.settings.invitations,
    can,
  );
  const [inviting, setInviting] = useState(false);
  const pending = invitations.data?.filter((i) => !i.acceptedAt) ?? [];
  return (
    <SettingsPage
      title={words.title}
      lead={words.lead}
      guarded="members.change"
      action={
        <Button look="primary" onClick={() => setInviting(true)}>
          <UserPlus className="size-4" />
          {words.invite}
        </Button>
      }
    >
      <Sheet title={members.data && words.count(members.data.length)}>
        {members.data ? (
          <ul className="-my-2 divide-y divide-line">
            {members.data.map((member) => (
              <MemberLine key={member.userId} member={member} change={members.change} />
            ))}
          </ul>
        ) : (
          <ListState error={members.error} onRetry={() => void members.refetch()} />
        )}
      </Sheet>
      {pending.length > 0 && (
        <Sheet title={words.pending}>
          <ul className="-my-2 divide-y divide-line">
            {pending.map((invitation) => (
              <InvitationLine key={invitation.id} invitation={invitation} change={invitations.change} />
            ))}
          </ul>
        </Sheet>
      )}
      {inviting && <InviteDialog onClose={() => setInviting(false)} onInvite={invitations.change} />}
    </SettingsPage>
  );
}

type Change = (action: () => Promise<unknown>) => Promise<boolean>;

function MemberLine({ member, change }: { member: Member; change: Change }) {
  const words = useWords();
  const desk = useDesk();
  const formats = useFormats();
  const can = useCan('members.change');
  const roles = useRoles();
  const roleName = useRoleName();
  const given = useRolesToGive();
  const [asking, setAsking] = useState(false);
  const [editing, setEditing] = useState(false);
  const self = member.userId === desk.userId;
  // A role that allows more than one's own is shown, not offered.
  const changeable = can && (!roles.data || given.some((role) => role.id === member.role));
  return (
    <li className="flex flex-wrap items-center gap-3 py-2.5">
      <Avatar
        id={member.userId}
        name={member.name}
        url={member.avatarUrl}
        presence={self || member.connected ? member.availability : 'offline'}
      />
      <div className="min-w-44 flex-1">
        <p className="truncate text-sm font-medium">
          {member.name}
          {self && (
            <span className="ms-1.5 text-xs font-normal text-faint">({words.settings.members.you})</span>
          )}
        </p>
        <p className="truncate text-xs text-faint">{member.email}</p>
        <MemberRouting member={member} />
        {can && member.mailRefused && (
          <p className="text-xs text-bad-ink">
            {words.settings.members.mailRefused(
              formats.date(new Date(member.mailRefused.at)),
              member.mailRefused.reason,
            )}
          </p>
        )}
      </div>
      <div className="ms-auto flex items-center gap-1 md:gap-3">
        {changeable ? (
          <SelectField
            hideLabel
            className="w-36"
            label={words.settings.members.roleOf(member.name)}
            value={member.role}
            options={given.map((role) => ({ value: role.id, label: roleName(role.id) }))}
            onValue={(role) =>
              void change(() => desk.settings.patchMember(member.userId, { role: role as Role }))
            }
          />
        ) : (
          <span className="text-sm text-soft">{roleName(member.role)}</span>
        )}
        {can && (
          <IconButton label={words.routing.member.edit(member.name)} onClick={() => setEditing(true)}>
            <SlidersHorizontal className="size-4" />
          </IconButton>
        )}
        {changeable && !self ? (
          <IconButton label={words.settings.members.remove(member.name)} onClick={() => setAsking(true)}>
            <Trash2 className="size-4" />
          </IconButton>
        ) : (
          // Its place stays, so that the roles of all stand below each other.
          can && <span className="size-8 max-md:size-10" />
        )}
      </div>
      {editing && <MemberRoutingDialog member={member} change={change} onClose={() => setEditing(false)} />}
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={words.settings.members.removeTitle(member.name)}
        description={words.settings.members.removeText}
        action={words.common.remove}
        onConfirm={() => {
          setAsking(false);
          void change(() => desk.settings.removeMember(member.userId));
        }}
      />
    </li>
  );
}

function InvitationLine({ invitation, change }: { invitation: Invitation; change: Change }) {
  const words = useWords().settings;
  const formats = useFormats();
  const desk = useDesk();
  const roleName = useRoleName();
  const [again, setAgain] = useState(false);
  const expired = Date.parse(invitation.expiresAt) < Date.now();
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2.5 text-sm">
      <span className="min-w-0 flex-1">
        <span className="block truncate">{invitation.email}</span>
        <MailOfInvitation mail={invitation.mail} />
      </span>
      <span className="text-xs text-faint">
        {roleName(invitation.role)} ·{' '}
        {expired
          ? words.members.expired
          : words.members.expires(formats.date(new Date(invitation.expiresAt)))}
      </span>
      {invitation.mail?.status === 'refused' && (
        <Button size="sm" onClick={() => setAgain(true)}>
          {words.members.newLink}
        </Button>
      )}
      {again && <NewLinkDialog invitation={invitation} onMade={change} onClose={() => setAgain(false)} />}
      <IconButton
        label={words.members.withdraw(invitation.email)}
        onClick={() => void change(() => desk.settings.withdrawInvitation(invitation.id))}
      >
        <Trash2 className="size-4" />
      </IconButton>
    </li>
  );
}

/** Nothing while all is well: who is invited needs no line more. */
function MailOfInvitation({ mail }: { mail: Invitation['mail'] }) {
  const words = useWords().settings.members;
  if (mail?.status === 'refused')
    return <span className="block text-xs text-bad-ink">{words.refused(mail.reason ?? '')}</span>;
  if (mail?.status === 'queued')
    return (
      <span className="block text-xs text-faint">
        {mail.reason ? words.retrying(mail.reason) : words.queued}
      </span>
    );
  return null;
}
