import type { Conversation, Priority } from '@causerie/protocol';
import { Ellipsis, Flag, Link2, Mail, SquareArrowOutUpRight } from 'lucide-react';
import { IconButton } from '../ui/Button.tsx';
import { Menu, MenuItem, MenuLine, SubMenu } from '../ui/Menu.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { PrioritySign } from './PrioritySign.tsx';
import type { ConversationActions } from './useConversationActions.ts';

export const priorities: Priority[] = ['urgent', 'high', 'medium', 'low', 'none'];

export function MoreMenu({ row, actions }: { row: Conversation; actions: ConversationActions }) {
  const words = useWords().inbox;
  return (
    <Menu
      align="end"
      trigger={
        <IconButton label={words.actions.more}>
          <Ellipsis className="size-4" />
        </IconButton>
      }
    >
      <SubMenu label={words.actions.priority} sign={<Flag />}>
        {priorities.map((priority) => (
          <MenuItem
            key={priority}
            label={words.priorities[priority]}
            sign={<PrioritySign priority={priority} />}
            checked={priority === row.priority}
            onSelect={() => void actions.setPriority(priority)}
          >
            {words.priorities[priority]}
          </MenuItem>
        ))}
      </SubMenu>
      <MenuLine />
      <MenuItem sign={<Link2 />} onSelect={() => void actions.copyLink()}>
        {words.actions.copyLink}
      </MenuItem>
      <MenuItem sign={<Mail />} onSelect={() => void actions.sendTranscript()}>
        {words.actions.transcript}
      </MenuItem>
      <MenuItem sign={<SquareArrowOutUpRight />} onSelect={() => void actions.copyUrl()}>
        {words.actions.copyUrl}
      </MenuItem>
    </Menu>
  );
}
