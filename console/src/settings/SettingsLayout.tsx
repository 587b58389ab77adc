import { Link, Outlet, useLocation, useParams } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useWords } from '../words/WordsProvider.tsx';

const pages = [
  { group: 'workspace', name: 'inboxes', to: '/w/$workspaceId/settings/inboxes' },
  { group: 'workspace', name: 'members', to: '/w/$workspaceId/settings/members' },
  { group: 'workspace', name: 'teams', to: '/w/$workspaceId/settings/teams' },
  { group: 'workspace', name: 'roles', to: '/w/$workspaceId/settings/roles' },
  { group: 'workspace', name: 'snippets', to: '/w/$workspaceId/settings/snippets' },
  { group: 'workspace', name: 'macros', to: '/w/$workspaceId/settings/macros' },
  { group: 'workspace', name: 'fields', to: '/w/$workspaceId/settings/fields' },
  { group: 'workspace', name: 'imports', to: '/w/$workspaceId/settings/imports' },
  { group: 'workspace', name: 'sla', to: '/w/$workspaceId/settings/sla' },
  { group: 'workspace', name: 'labels', to: '/w/$workspaceId/settings/labels' },
  { group: 'workspace', name: 'apiKeys', to: '/w/$workspaceId/settings/api-keys' },
  { group: 'workspace', name: 'webhooks', to: '/w/$workspaceId/settings/webhooks' },
  { group: 'workspace', name: 'audit', to: '/w/$workspaceId/settings/audit' },
  { group: 'workspace', name: 'privacy', to: '/w/$workspaceId/settings/privacy' },
  { group: 'workspace', name: 'workspace', to: '/w/$workspaceId/settings/workspace' },
  { group: 'you', name: 'account', to: '/w/$workspaceId/settings/account' },
] as const;

/** Settings by topic: a column of links beside the page, a row above it on a phone. */
export function SettingsLayout() {
  const words = useWords().settings;
  const { workspaceId = '' } = useParams({ strict: false });
  const nav = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  // On a phone the links scroll sideways: the one for this page is brought into sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for every page
  useEffect(() => {
    nav.current?.querySelector('[aria-current]')?.scrollIntoView({ inline: 'center', block: 'nearest' });
  }, [pathname]);
  return (
    <div className="flex h-full bg-surface max-md:flex-col">
      <nav
        ref={nav}
        aria-label={words.title}
        className="flex shrink-0 gap-x-1 border-line p-3 max-md:overflow-x-auto max-md:border-b md:w-56 md:flex-col md:border-e md:px-3 md:py-4"
      >
        {(['workspace', 'you'] as const).map((group) => (
          <div key={group} className="flex gap-x-1 md:mb-4 md:flex-col md:gap-y-0.5">
            <p className="px-2.5 pb-1 text-2xs font-medium text-faint max-md:hidden">{words.groups[group]}</p>
            {pages
              .filter((page) => page.group === group)
              .map((page) => (
                <Link
                  key={page.name}
                  to={page.to}
                  params={{ workspaceId }}
                  className="rounded-md px-2.5 py-1.5 text-sm whitespace-nowrap max-md:py-2.5"
                  activeProps={{ className: 'bg-accent-soft font-medium text-accent-ink' }}
                  inactiveProps={{ className: 'text-soft hover:bg-hover hover:text-ink' }}
                >
                  {words.nav[page.name]}
                </Link>
              ))}
          </div>
        ))}
      </nav>
      <div className="min-h-0 min-w-0 flex-1 overflow-y-auto bg-paper">
        <Outlet />
      </div>
    </div>
  );
}
