import type { Contact, ContactPatch } from '@causerie/protocol';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { keys } from '../api/keys.ts';
import { patchFields } from '../fields/patchFields.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';

/** A contact's profile, followed live while it is on the screen. */
export function useContact(id: string) {
  const desk = useDesk();
  useEffect(() => desk.client.followContact(id), [desk, id]);
  return useQuery({ queryKey: keys.contact(desk.workspaceId, id), queryFn: () => desk.api.contact(id) });
}

/** Changes fields: shown at once, taken back (and rejected) where the server refuses. */
export function usePatchContact(id: string) {
  const desk = useDesk();
  const queryClient = useQueryClient();
  return async (patch: ContactPatch) => {
    const key = keys.contact(desk.workspaceId, id);
    const before = queryClient.getQueryData<Contact>(key);
    queryClient.setQueryData<Contact>(key, (known) => known && patched(known, patch));
    try {
      queryClient.setQueryData(key, await desk.api.patchContact(id, patch));
    } catch (thrown) {
      queryClient.setQueryData(key, before);
      throw thrown;
    }
  };
}

function patched(contact: Contact, { fields, ...rest }: ContactPatch): Contact {
  return { ...contact, ...rest, fields: patchFields(contact.fields, fields) };
}
