import { Link, Outlet, useLocation, useParams } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { usePermissions } from '../settings/useCan.ts';
import { useWords } from '../words/WordsProvider.tsx';
import { automationPlaces, type PlaceGroup } from './automationPlaces.ts';

const groups: PlaceGroup[] = ['answer', 'find', 'watch', 'set'];

/** Answering without a person, by topic: a column of links beside the page, a row above it on a phone. */
export function AutomationLayout() {
  const words = useWords().automation;
  const { workspaceId = '' } = useParams({ strict: false });
  const permissions = usePermissions();
  const nav = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  // On a phone the links scroll sideways: the one for this page is brought into sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for every page
  useEffect(() => {
    nav.current?.querySelector('[aria-current]')?.scrollIntoView({ inline: 'center', block: 'nearest' });
  }, [pathname]);
  const allowed = automationPlaces.filter((place) => !place.needs || permissions.includes(place.needs));
  return (
    <div className="flex h-full bg-surface max-md:flex-col">
      <nav
        ref={nav}
        aria-label={words.title}
        className="flex shrink-0 gap-x-1 border-line p-3 max-md:overflow-x-auto max-md:border-b md:w-56 md:flex-col md:border-e md:px-3 md:py-4"
      >
        <p className="px-2.5 pb-3 text-base font-semibold max-md:hidden">{words.title}</p>
        {groups.map((group) => {
          const places = allowed.filter((place) => place.group === group);
          if (places.length === 0) return null;
          return (
            <div key={group} className="flex gap-x-1 md:mb-4 md:flex-col md:gap-y-0.5">
              <p className="px-2.5 pb-1 text-2xs font-medium text-faint max-md:hidden">
                {words.groups[group]}
              </p>
              {places.map(({ name, to, Sign }) => (
                <Link
                  key={name}
                  to={to}
                  params={{ workspaceId }}
                  className="flex items-center gap-2 rounded-md px-2.5 py-1.5 text-sm whitespace-nowrap max-md:py-2.5 [&_svg]:size-4 [&_svg]:shrink-0"
                  activeProps={{ className: 'bg-accent-soft font-medium text-accent-ink' }}
                  inactiveProps={{ className: 'text-soft hover:bg-hover hover:text-ink' }}
                >
                  <Sign aria-hidden="true" />
                  {words.nav[name]}
                </Link>
              ))}
            </div>
          );
        })}
      </nav>
      <div className="min-h-0 min-w-0 flex-1 overflow-y-auto bg-paper">
        <Outlet />
      </div>
    </div>
  );
}
