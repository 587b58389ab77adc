import type { Field, FieldSubject } from '@causerie/protocol';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';

const FRESH = 5 * 60_000;
const none: Field[] = [];

/** The workspace's own fields in their order, archived ones too; `changed` frames make them load anew. */
export function useFields(): Field[] {
  const desk = useDesk();
  const { data } = useQuery({
    queryKey: keys.fields(desk.workspaceId),
    queryFn: desk.settings.fields,
    staleTime: FRESH,
  });
  return data ?? none;
}

/** Those of one subject that are in use. */
export function useActiveFields(subject: FieldSubject): Field[] {
  const fields = useFields();
  return useMemo(() => fields.filter((f) => f.subject === subject && !f.archivedAt), [fields, subject]);
}
