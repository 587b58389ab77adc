import { Navigate } from '@tanstack/react-router';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { useCan } from './useCan.ts';

/** Who may change the workspace starts there; everybody else at their own account. */
export function SettingsHome() {
  const { workspaceId } = useDesk();
  const to = useCan() ? '/w/$workspaceId/settings/inboxes' : '/w/$workspaceId/settings/account';
  return <Navigate to={to} params={{ workspaceId }} replace />;
}
