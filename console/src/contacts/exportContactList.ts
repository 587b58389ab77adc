import { uuidv7 } from '@causerie/client';
import type { ContactExportCreate } from '@causerie/protocol';
import type { Desk } from '../realtime/openDesk.ts';
import { toasts } from '../ui/toasts.tsx';
import type { Words } from '../words/en.ts';

const LOOK_MS = 700;

type Asked = { desk: Desk; words: Words; choice: { q?: string; filter?: string; ids?: string[] } };

/**
 * Has the list written into a file, tells how far it is, with a button that ends it, and hands the file to the browser.
 * Rejects with an AppError.
 */
export async function exportContactList({ desk, words, choice }: Asked): Promise<void> {
  const said = words.contacts.exporting;
  const body: ContactExportCreate = {
    id: uuidv7(),
    ...(choice.q && { q: choice.q }),
    ...(choice.filter && { filter: JSON.parse(choice.filter) }),
    ...(choice.ids && { ids: choice.ids }),
  };
  let state = await desk.api.exportContacts(body);
  const toast = toasts.add({
    description: said.progress(state.done, state.total),
    timeout: 0,
    actionProps: {
      children: words.common.cancel,
      onClick: () => void desk.api.cancelContactExport(state.id).catch(() => {}),
    },
  });
  try {
    while (state.status === 'running') {
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      state = await desk.api.contactExport(state.id);
      toasts.update(toast, { description: said.progress(state.done, state.total) });
    }
  } finally {
    toasts.close(toast);
  }
  if (state.status === 'done') {
    // An attachment: the browser saves it and stays where it is.
    location.assign(desk.api.contactExportFile(state.id));
    toasts.add({ description: said.done(state.done), timeout: 5000 });
  } else if (state.status === 'cancelled') toasts.add({ description: said.cancelled, timeout: 4000 });
  else toasts.add({ description: said.failed, type: 'error', timeout: 8000 });
}
