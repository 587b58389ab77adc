import type { Me } from '@causerie/protocol';
import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, use, useEffect, useState } from 'react';
import { type Desk, openDesk } from './openDesk.ts';

const DeskContext = createContext<Desk | null>(null);

/** Opens the desk of a workspace; mount it with `key={workspaceId}`. */
export function DeskProvider({
  me,
  workspaceId,
  children,
}: {
  me: Me;
  workspaceId: string;
  children: ReactNode;
}) {
  const queryClient = useQueryClient();
  const [desk] = useState(() => openDesk(me, workspaceId, queryClient));
  useEffect(() => {
    desk.connect();
    return () => desk.close();
  }, [desk]);
  return <DeskContext value={desk}>{children}</DeskContext>;
}

export function useDesk(): Desk {
  const desk = use(DeskContext);
  if (!desk) throw new Error('DeskProvider is missing');
  return desk;
}
