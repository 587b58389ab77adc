import type { Conversation } from '@causerie/protocol';
import { Plus, UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useFollowers } from '../followers/useFollowers.ts';
import { LabelChip } from '../labels/LabelChip.tsx';
import { LabelPicker } from '../labels/LabelPicker.tsx';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { Avatar } from '../ui/Avatar.tsx';
import { Button, IconButton } from '../ui/Button.tsx';
import { Menu, MenuItem } from '../ui/Menu.tsx';
import { Popover } from '../ui/Popover.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { useConversationActions } from './useConversationActions.ts';
import { useMembers } from './useDirectory.ts';

/** What the team has hung on this conversation: its labels, and who follows it. */
export function ConversationMarks({ conversation }: { conversation: Conversation }) {
  return (
    <div className="flex flex-col gap-3 px-4 pt-1 pb-3">
      <Labels conversation={conversation} />
      <Followers conversationId={conversation.id} />
    </div>
  );
}

function Labels({ conversation }: { conversation: Conversation }) {
  const { desk: words, common } = useWords();
  const actions = useConversationActions(conversation);
  const [open, setOpen] = useState(false);
  return (
    <div className="flex flex-wrap items-center gap-1">
      {conversation.labels.map((label) => (
        <LabelChip
          key={label}
          name={label}
          removeLabel={`${common.remove}: ${label}`}
          onRemove={() => void actions.setLabel(label, false)}
        />
      ))}
      <Popover
        label={words.labels.title}
        side="bottom"
        open={open}
        onOpenChange={setOpen}
        trigger={
          <Button size="sm" look="quiet" className="h-6! px-1.5!">
            <Plus className="size-3.5" aria-hidden="true" />
            {words.labels.title}
          </Button>
        }
      >
        <LabelPicker
          chosen={conversation.labels}
          onToggle={(name, add) => void actions.setLabel(name, add)}
        />
      </Popover>
    </div>
  );
}

function Followers({ conversationId }: { conversationId: string }) {
  const words = useWords().desk.follow;
  const { userId } = useDesk();
  const { userIds, following, set } = useFollowers(conversationId);
  const members = useMembers();
  const followers = userIds.flatMap((id) => members.find((m) => m.userId === id) ?? []);
  const others = members.filter((m) => !userIds.includes(m.userId) && m.userId !== userId);
  return (
    <div className="flex items-center gap-1.5" title={words.hint}>
      <ul aria-label={words.followers} className="flex items-center -space-x-1.5 rtl:space-x-reverse">
        {followers.map((m) => (
          <li key={m.userId}>
            <button
              type="button"
              aria-label={words.remove(m.name)}
              title={m.name}
              className="flex rounded-full ring-2 ring-surface"
              onClick={() => void set(m.userId, false)}
            >
              <Avatar id={m.userId} name={m.name} url={m.avatarUrl} size="sm" />
            </button>
          </li>
        ))}
      </ul>
      <Button
        size="sm"
        look="quiet"
        // Alone, its words begin where those of the other lines do.
        className={followers.length === 0 ? '-ms-2' : undefined}
        onClick={() => void set(userId, !following)}
      >
        {following ? words.unfollow : words.follow}
      </Button>
      <span className="flex-1" />
      {others.length > 0 && (
        <Menu
          align="end"
          trigger={
            <IconButton label={words.add} size="sm">
              <UserPlus className="size-4" />
            </IconButton>
          }
        >
          {others.map((m) => (
            <MenuItem key={m.userId} label={m.name} onSelect={() => void set(m.userId, true)}>
              {m.name}
            </MenuItem>
          ))}
        </Menu>
      )}
    </div>
  );
}
