import type { Conversation, ConversationView } from '@causerie/protocol';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import {
  ChartColumn,
  Check,
  CircleUser,
  Clock,
  Flag,
  Languages,
  Link2,
  LogOut,
  Mail,
  PenLine,
  Radio,
  RotateCcw,
  Settings,
  Star,
  StickyNote,
  SunMoon,
  UserRoundX,
  Users,
  Zap,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { automationPlaces } from '../automation/automationPlaces.ts';
import { useMayAutomate } from '../automation/useMayAutomate.ts';
import { priorities } from '../conversations/MoreMenu.tsx';
import { snoozeTimes } from '../conversations/snoozeTimes.ts';
import { useConversationActions } from '../conversations/useConversationActions.ts';
import { useMembers, useTeams } from '../conversations/useDirectory.ts';
import { useRows } from '../conversations/useRows.ts';
import { useRunMacro } from '../macros/useRunMacro.ts';
import { focusComposer } from '../messages/focusComposer.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { useCan, usePermissions } from '../settings/useCan.ts';
import { useMacros } from '../snippets/useSnippets.ts';
import { useSavedViews } from '../views/useSavedViews.ts';
import { everyView, viewPlaces } from '../views/viewPlaces.ts';
import { languages, useFormats, useWords } from '../words/WordsProvider.tsx';
import { AvailabilityDot, useSetAvailability, useSignOut } from './AccountMenu.tsx';
import { setPreferences } from './preferences.ts';
import { shortcuts } from './shortcuts.ts';
import { useChooseLanguage } from './useChooseLanguage.ts';

export type PaletteCommand = { name: string; run: () => void; sign?: ReactNode; keys?: string };
export type PaletteGroup = { title: string; commands: PaletteCommand[] };

/** What can be done here and now: with the open conversation first, then where to go, then oneself. */
export function usePaletteCommands(): PaletteGroup[] {
  const words = useWords().shell.palette;
  const { conversationId } = useParams({ strict: false });
  const { c: found } = useSearch({ strict: false });
  const row = useRows().conversations.get(conversationId ?? found ?? '');
  const groups: PaletteGroup[] = [
    { title: words.conversation, commands: useConversationCommands(row) },
    { title: words.goTo, commands: usePlaces() },
    { title: words.you, commands: useOwnCommands() },
  ];
  return groups.filter((group) => group.commands.length > 0);
}

/** A row to hang the hook on while no conversation is open; its commands are not shown then. */
const noRow = { id: '' } as Conversation;

function useConversationCommands(row: Conversation | undefined): PaletteCommand[] {
  const { inbox, thread, shell, macros: macroWords } = useWords();
  const { userId } = useDesk();
  const actions = useConversationActions(row ?? noRow);
  const members = useMembers();
  const teams = useTeams();
  const macros = useMacros();
  const runMacro = useRunMacro(row?.id ?? '');
  if (!row) return [];
  const closed = row.status === 'resolved';
  return [
    { name: thread.composer.reply, keys: 'r', sign: <PenLine />, run: () => focusComposer('reply') },
    { name: thread.composer.note, keys: 'n', sign: <StickyNote />, run: () => focusComposer('note') },
    closed
      ? { name: inbox.actions.reopen, keys: 'e', sign: <RotateCcw />, run: () => void actions.reopen() }
      : { name: inbox.actions.resolve, keys: 'e', sign: <Check />, run: () => void actions.resolve() },
    { name: inbox.actions.assignMe, keys: 'm', sign: <CircleUser />, run: () => void actions.assign(userId) },
    { name: shell.palette.unassign, sign: <UserRoundX />, run: () => void actions.assign(null) },
    ...members
      .filter((m) => m.userId !== userId)
      .map((m) => ({
        name: shell.palette.assignTo(m.name),
        sign: <CircleUser />,
        run: () => void actions.assign(m.userId),
      })),
    ...teams.map((t) => ({
      name: shell.palette.assignTo(t.name),
      sign: <Users />,
      run: () => void actions.assignTeam(t.id),
    })),
    ...snoozeTimes(new Date()).map(({ choice, at }) => ({
      name: shell.palette.snooze(inbox.snooze[choice]),
      sign: <Clock />,
      run: () => void actions.snooze(at),
    })),
    ...priorities.map((priority) => ({
      name: shell.palette.setPriority(inbox.priorities[priority]),
      sign: <Flag />,
      run: () => void actions.setPriority(priority),
    })),
    ...(macros ?? []).map((macro) => ({
      name: macroWords.run.command(macro.name),
      sign: <Zap />,
      run: () => void runMacro(macro),
    })),
    { name: inbox.actions.copyLink, sign: <Link2 />, run: () => void actions.copyLink() },
    { name: inbox.actions.transcript, sign: <Mail />, run: () => void actions.sendTranscript() },
  ];
}

const viewKeys: Partial<Record<ConversationView, string>> = {
  mine: shortcuts.goMine.keys,
  unassigned: shortcuts.goUnassigned.keys,
  all: shortcuts.goAll.keys,
};
const pages = [
  'inboxes',
  'members',
  'teams',
  'roles',
  'snippets',
  'macros',
  'fields',
  'imports',
  'labels',
  'apiKeys',
  'webhooks',
  'audit',
  'privacy',
  'workspace',
  'account',
] as const;
const paths = {
  inboxes: '/w/$workspaceId/settings/inboxes',
  members: '/w/$workspaceId/settings/members',
  teams: '/w/$workspaceId/settings/teams',
  roles: '/w/$workspaceId/settings/roles',
  snippets: '/w/$workspaceId/settings/snippets',
  macros: '/w/$workspaceId/settings/macros',
  fields: '/w/$workspaceId/settings/fields',
  imports: '/w/$workspaceId/settings/imports',
  labels: '/w/$workspaceId/settings/labels',
  apiKeys: '/w/$workspaceId/settings/api-keys',
  webhooks: '/w/$workspaceId/settings/webhooks',
  audit: '/w/$workspaceId/settings/audit',
  privacy: '/w/$workspaceId/settings/privacy',
  workspace: '/w/$workspaceId/settings/workspace',
  account: '/w/$workspaceId/settings/account',
} as const;

function signOf(view: ConversationView) {
  const { Sign } = viewPlaces[view];
  return <Sign />;
}

function usePlaces(): PaletteCommand[] {
  const words = useWords();
  const navigate = useNavigate();
  const { workspaceId } = useDesk();
  const canReport = useCan('reports.read');
  const mayAutomate = useMayAutomate();
  const permissions = usePermissions();
  const saved = useSavedViews();
  return [
    ...everyView.map((view) => ({
      name: words.inbox.views[view],
      keys: viewKeys[view],
      sign: signOf(view),
      run: () => void navigate({ to: '/w/$workspaceId/inbox/$view', params: { workspaceId, view } }),
    })),
    ...(canReport
      ? [
          {
            name: words.reports.board,
            keys: shortcuts.goBoard.keys,
            sign: <Radio />,
            run: () => void navigate({ to: '/w/$workspaceId/board', params: { workspaceId } }),
          },
          {
            name: words.reports.title,
            keys: shortcuts.goReports.keys,
            sign: <ChartColumn />,
            run: () => void navigate({ to: '/w/$workspaceId/reports', params: { workspaceId } }),
          },
        ]
      : []),
    ...automationPlaces
      .filter(({ needs }) => mayAutomate && (!needs || permissions.includes(needs)))
      .map(({ name, to, Sign }) => ({
        name: `${words.automation.title}: ${words.automation.nav[name]}`,
        keys: name === 'faqs' ? shortcuts.goAutomation.keys : undefined,
        sign: <Sign />,
        run: () => void navigate({ to, params: { workspaceId } }),
      })),
    {
      name: words.contacts.title,
      keys: shortcuts.goContacts.keys,
      sign: <Users />,
      run: () => void navigate({ to: '/w/$workspaceId/contacts', params: { workspaceId } }),
    },
    ...saved.map((view) => ({
      name: view.name,
      sign: view.emoji ?? <Star />,
      run: () => void navigate({ to: '/w/$workspaceId/inbox/$view', params: { workspaceId, view: view.id } }),
    })),
    ...pages.map((page) => ({
      name: `${words.settings.title}: ${words.settings.nav[page]}`,
      sign: <Settings />,
      run: () => void navigate({ to: paths[page], params: { workspaceId } }),
    })),
  ];
}

function useOwnCommands(): PaletteCommand[] {
  const { shell } = useWords();
  const choose = useChooseLanguage();
  const { languageName } = useFormats();
  const setAvailability = useSetAvailability();
  const signOut = useSignOut();
  return [
    ...(['online', 'away', 'offline'] as const).map((state) => ({
      name: shell.palette.setAvailability(shell.availability[state]),
      sign: (
        <span className="flex size-4 items-center justify-center">
          <AvailabilityDot state={state} />
        </span>
      ),
      run: () => void setAvailability(state),
    })),
    ...(['auto', 'light', 'dark'] as const).map((theme) => ({
      name: shell.palette.setTheme(shell.themes[theme]),
      sign: <SunMoon />,
      run: () => setPreferences({ theme }),
    })),
    ...languages.map((language) => ({
      name: shell.palette.setLanguage(languageName(language)),
      sign: <Languages />,
      run: () => void choose(language),
    })),
    { name: shell.signOut, sign: <LogOut />, run: () => void signOut() },
  ];
}
