import type { Conversation, FieldsPatch } from '@causerie/protocol';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { FieldLines } from './FieldLines.tsx';
import { patchFields } from './patchFields.ts';

/** The conversation's own fields: shown at once, taken back where the server refuses. */
export function ConversationFields({ row }: { row: Conversation }) {
  const desk = useDesk();
  const save = async (fields: FieldsPatch) => {
    const takeBack = desk.rows.guess(row.id, { fields: patchFields(row.fields, fields) });
    try {
      desk.rows.merge([await desk.api.patchConversation(row.id, { fields })], [], 'once');
    } finally {
      takeBack();
    }
  };
  return <FieldLines subject="conversation" values={row.fields} onSave={save} />;
}
