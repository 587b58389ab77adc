import type { Availability, Member } from '@causerie/protocol';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Building2, Languages, LogOut, SunMoon, UserCog } from 'lucide-react';
import { account } from '../api/account.ts';
import { keys } from '../api/keys.ts';
import { useMe } from '../api/meQuery.ts';
import { useMember } from '../conversations/useDirectory.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { OwnLoad } from '../routing/OwnLoad.tsx';
import { Avatar } from '../ui/Avatar.tsx';
import { cx } from '../ui/cx.ts';
import { Menu, MenuGroup, MenuItem, MenuLine, SubMenu } from '../ui/Menu.tsx';
import { useReport } from '../ui/toasts.tsx';
import { ownName } from '../words/ownName.ts';
import { languages, useLanguage, useWords } from '../words/WordsProvider.tsx';
import { setPreferences, type Theme, usePreferences } from './preferences.ts';
import { useChooseLanguage } from './useChooseLanguage.ts';

const states: Availability[] = ['online', 'away', 'offline'];
const themes: Theme[] = ['auto', 'light', 'dark'];

/** Who is signed in: availability, theme, language, workspaces, sign out. */
export function AccountMenu({ workspaceId }: { workspaceId: string }) {
  const words = useWords().shell;
  const me = useMe();
  const navigate = useNavigate();
  const availability = useMember(me.id)?.availability ?? 'online';
  const setAvailability = useSetAvailability();
  const signOut = useSignOut();
  return (
    <Menu
      side="inline-end"
      align="end"
      trigger={
        <button
          type="button"
          aria-label={words.availability.label(me.name, words.availability[availability])}
          className="mt-1 flex size-9 items-center justify-center rounded-full max-md:size-11"
        >
          <Avatar id={me.id} name={me.name} url={me.avatarUrl} presence={availability} />
        </button>
      }
    >
      <div className="px-2 pt-1.5 pb-2">
        <p className="text-sm font-medium">{me.name}</p>
        <p className="text-xs text-faint">{me.email}</p>
        <OwnLoad userId={me.id} />
      </div>
      <MenuLine />
      <MenuGroup label={words.availability.title}>
        {states.map((state) => (
          <MenuItem
            key={state}
            checked={state === availability}
            sign={<AvailabilityDot state={state} />}
            onSelect={() => setAvailability(state)}
          >
            {words.availability[state]}
            <span className="ms-2 text-xs text-faint">{words.availability[`${state}Hint`]}</span>
          </MenuItem>
        ))}
      </MenuGroup>
      <MenuLine />
      <ThemeMenu />
      <LanguageMenu />
      {me.workspaces.length > 1 && (
        <SubMenu label={words.workspaces} sign={<Building2 />}>
          {me.workspaces.map((w) => (
            <MenuItem
              key={w.id}
              checked={w.id === workspaceId}
              onSelect={() =>
                void navigate({
                  to: '/w/$workspaceId/inbox/$view',
                  params: { workspaceId: w.id, view: 'mine' },
                })
              }
            >
              {w.name}
            </MenuItem>
          ))}
        </SubMenu>
      )}
      <MenuItem
        sign={<UserCog />}
        onSelect={() => void navigate({ to: '/w/$workspaceId/settings/account', params: { workspaceId } })}
      >
        {words.account}
      </MenuItem>
      <MenuLine />
      <MenuItem sign={<LogOut />} onSelect={() => void signOut()}>
        {words.signOut}
      </MenuItem>
    </Menu>
  );
}

function ThemeMenu() {
  const words = useWords().shell;
  const { theme } = usePreferences();
  return (
    <SubMenu label={words.theme} sign={<SunMoon />}>
      {themes.map((t) => (
        <MenuItem key={t} checked={t === theme} onSelect={() => setPreferences({ theme: t })}>
          {words.themes[t]}
        </MenuItem>
      ))}
    </SubMenu>
  );
}

function LanguageMenu() {
  const words = useWords().shell;
  const { language } = useLanguage();
  const choose = useChooseLanguage();
  return (
    <SubMenu label={words.language} sign={<Languages />}>
      {languages.map((l) => (
        <MenuItem key={l} checked={l === language} onSelect={() => void choose(l)}>
          {ownName(l)}
        </MenuItem>
      ))}
    </SubMenu>
  );
}

export function AvailabilityDot({ state }: { state: Availability }) {
  return (
    <span
      className={cx(
        'block size-2.5 rounded-full',
        { online: 'bg-good', away: 'bg-warn', offline: 'border-2 border-line-strong' }[state],
      )}
    />
  );
}

/** Shown at once; taken back with a message if the server refuses. */
export function useSetAvailability() {
  const desk = useDesk();
  const queryClient = useQueryClient();
  const report = useReport();
  return async (availability: Availability) => {
    const key = keys.members(desk.workspaceId);
    const before = queryClient.getQueryData<Member[]>(key);
    queryClient.setQueryData<Member[]>(key, (members) =>
      members?.map((m) => (m.userId === desk.userId ? { ...m, availability } : m)),
    );
    try {
      await desk.settings.patchMember('me', { availability });
    } catch (thrown) {
      queryClient.setQueryData(key, before);
      report(thrown);
    }
  };
}

export function useSignOut() {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const report = useReport();
  return async () => {
    try {
      await account.signOut();
      await navigate({ to: '/sign-in', search: {} });
      queryClient.clear();
    } catch (thrown) {
      report(thrown);
    }
  };
}
