import type { Conversation, Priority } from '@causerie/protocol';
import { useNavigate } from '@tanstack/react-router';
import {
  Ban,
  CircleCheck,
  CircleUser,
  Ellipsis,
  Eye,
  EyeOff,
  FileDown,
  Flag,
  Link2,
  Mail,
  MailOpen,
  Merge,
  Printer,
  Search,
  ShieldAlert,
  SquareArrowOutUpRight,
  Zap,
} from 'lucide-react';
import { Suspense, useState } from 'react';
import { useBlock } from '../contacts/useBlock.ts';
import { useContact } from '../contacts/useContact.ts';
import { useFollowers } from '../followers/useFollowers.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { formatFilter } from '../search/filterText.ts';
import { useCan } from '../settings/useCan.ts';
import { latePart } from '../shell/latePart.tsx';
import { shortcuts, useShortcut } from '../shell/shortcuts.ts';
import { IconButton } from '../ui/Button.tsx';
import { ConfirmDialog } from '../ui/Dialog.tsx';
import { Menu, MenuItem, MenuLine, SubMenu } from '../ui/Menu.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { contactName } from './contactName.ts';
import { MergeDialog } from './MergeDialog.tsx';
import { PrioritySign } from './PrioritySign.tsx';
import type { ConversationActions } from './useConversationActions.ts';
import { useMarkUnread } from './useMarkUnread.ts';
import { useTranscript } from './useTranscript.ts';

const MacroDialog = latePart(async () => (await import('../macros/MacroDialog.tsx')).MacroDialog);

export const priorities: Priority[] = ['urgent', 'high', 'medium', 'low', 'none'];

export function MoreMenu({ row, actions }: { row: Conversation; actions: ConversationActions }) {
  const { inbox: words, desk, contacts, macros, search, transcript: saying } = useWords();
  // What a role would be refused is not offered to it.
  const [mayChange, mayReply, mayContact] = [
    useCan('conversations.change'),
    useCan('conversations.reply'),
    useCan('contacts.change'),
  ];
  const known = row.contact.email ?? row.contact.name;
  const transcript = useTranscript(row.id);
  useShortcut('print', transcript.print);
  const [running, setRunning] = useState(false);
  useShortcut('macro', () => setRunning(true), mayChange);
  const navigate = useNavigate();
  const { workspaceId, userId } = useDesk();
  const { data: contact } = useContact(row.contact.id);
  const block = useBlock(row.contact.id);
  const [asking, setAsking] = useState(false);
  const { following, set } = useFollowers(row.id);
  useShortcut('follow', () => void set(userId, !following));
  const unread = useMarkUnread(row);
  useShortcut('unread', () => void unread.mark());
  useShortcut('spam', () => void actions.setSpam(!row.spam), mayChange);
  const [merging, setMerging] = useState(false);
  return (
    <>
      <Menu
        align="end"
        trigger={
          <IconButton label={words.actions.more}>
            <Ellipsis className="size-4" />
          </IconButton>
        }
      >
        {mayChange && (
          <>
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
            <MenuItem sign={<Zap />} shortcut={shortcuts.macro.keys} onSelect={() => setRunning(true)}>
              {macros.run.title}
            </MenuItem>
          </>
        )}
        {unread.can && (
          <MenuItem sign={<MailOpen />} shortcut={shortcuts.unread.keys} onSelect={() => void unread.mark()}>
            {desk.unread.mark}
          </MenuItem>
        )}
        <MenuItem
          sign={following ? <EyeOff /> : <Eye />}
          shortcut={shortcuts.follow.keys}
          onSelect={() => void set(userId, !following)}
        >
          {following ? desk.follow.unfollow : desk.follow.follow}
        </MenuItem>
        {mayChange && (
          <>
            <MenuItem
              sign={<ShieldAlert />}
              shortcut={shortcuts.spam.keys}
              onSelect={() => void actions.setSpam(!row.spam)}
            >
              {row.spam ? desk.spam.unmark : desk.spam.mark}
            </MenuItem>
            <MenuItem sign={<Merge />} onSelect={() => setMerging(true)}>
              {desk.merge.action}
            </MenuItem>
          </>
        )}
        <MenuLine />
        {mayReply && (
          <>
            <MenuItem sign={<Link2 />} onSelect={() => void actions.copyLink()}>
              {words.actions.copyLink}
            </MenuItem>
            <MenuItem sign={<Mail />} onSelect={() => void actions.sendTranscript()}>
              {words.actions.transcript}
            </MenuItem>
          </>
        )}
        <SubMenu label={saying.menu} sign={<FileDown />}>
          <MenuItem onSelect={() => transcript.save('html')}>{saying.html}</MenuItem>
          <MenuItem onSelect={() => transcript.save('pdf')}>{saying.pdf}</MenuItem>
          <MenuLine />
          <MenuItem onSelect={() => transcript.save('html', true)}>{saying.htmlNotes}</MenuItem>
          <MenuItem onSelect={() => transcript.save('pdf', true)}>{saying.pdfNotes}</MenuItem>
        </SubMenu>
        <MenuItem sign={<Printer />} shortcut={shortcuts.print.keys} onSelect={transcript.print}>
          {saying.print}
        </MenuItem>
        <MenuItem sign={<SquareArrowOutUpRight />} onSelect={() => void actions.copyUrl()}>
          {words.actions.copyUrl}
        </MenuItem>
        <MenuLine />
        {known && (
          <MenuItem
            sign={<Search />}
            onSelect={() =>
              void navigate({
                to: '/w/$workspaceId/search',
                params: { workspaceId },
                search: { q: `${formatFilter('contact', known)} ` },
              })
            }
          >
            {search.ofContact}
          </MenuItem>
        )}
        <MenuItem
          sign={<CircleUser />}
          onSelect={() =>
            void navigate({
              to: '/w/$workspaceId/contacts/$contactId',
              params: { workspaceId, contactId: row.contact.id },
            })
          }
        >
          {contacts.open}
        </MenuItem>
        {!mayContact ? null : contact?.blockedAt ? (
          <MenuItem sign={<CircleCheck />} onSelect={() => void block(false)}>
            {contacts.block.undo}
          </MenuItem>
        ) : (
          <MenuItem sign={<Ban />} danger onSelect={() => setAsking(true)}>
            {contacts.block.action}
          </MenuItem>
        )}
      </Menu>
      {running && (
        <Suspense>
          <MacroDialog row={row} onClose={() => setRunning(false)} />
        </Suspense>
      )}
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={contacts.block.title(contactName(row.contact, words.visitor))}
        description={contacts.block.text}
        action={contacts.block.action}
        onConfirm={() => {
          setAsking(false);
          void block(true);
        }}
      />
      {merging && <MergeDialog row={row} onClose={() => setMerging(false)} />}
    </>
  );
}
