import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Monitor } from 'lucide-react';
import { account, type SessionInfo } from '../api/account.ts';
import { keys } from '../api/keys.ts';
import { useSignOut } from '../shell/AccountMenu.tsx';
import { Button } from '../ui/Button.tsx';
import { say, useReport } from '../ui/toasts.tsx';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { describeDevice } from './describeDevice.ts';
import { ListState } from './ListState.tsx';
import { Sheet } from './SettingsPage.tsx';

/** Where one is signed in, and the way out everywhere. */
export function SessionsSheet() {
  const words = useWords().settings.account;
  const report = useReport();
  const queryClient = useQueryClient();
  const signOut = useSignOut();
  const { data, error, refetch } = useQuery({ queryKey: keys.sessions, queryFn: account.sessions });
  const others = async () => {
    try {
      await account.revokeOtherSessions();
      await queryClient.invalidateQueries({ queryKey: keys.sessions });
      say(words.signedOutOthers);
    } catch (thrown) {
      report(thrown);
    }
  };
  const everywhere = async () => {
    await account.revokeSessions().catch(report);
    await signOut();
  };
  return (
    <Sheet title={words.sessions}>
      {data ? (
        <ul className="-my-2 divide-y divide-line">
          {data.map((session) => (
            <SessionLine key={session.id} session={session} />
          ))}
        </ul>
      ) : (
        <ListState error={error} onRetry={() => void refetch()} />
      )}
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => void others()} disabled={!data || data.length < 2}>
          {words.signOutOthers}
        </Button>
        <Button onClick={() => void everywhere()}>{words.signOutEverywhere}</Button>
      </div>
    </Sheet>
  );
}

function SessionLine({ session }: { session: SessionInfo }) {
  const words = useWords().settings.account;
  const { ago } = useFormats();
  return (
    <li className="flex items-center gap-3 py-2 text-sm">
      <Monitor className="size-4 shrink-0 text-faint" aria-hidden="true" />
      <span className="min-w-0 flex-1 truncate">
        {describeDevice(session.userAgent) ?? words.unknownDevice}
        {session.userAgent === navigator.userAgent && (
          <span className="ms-1.5 text-xs text-faint">({words.thisDevice})</span>
        )}
      </span>
      <span className="tabular text-xs text-faint">
        {session.ipAddress && `${session.ipAddress} · `}
        {words.lastUsed(ago(Date.parse(session.updatedAt ?? session.createdAt)))}
      </span>
    </li>
  );
}
