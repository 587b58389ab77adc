import { DeliveryStatus, EventBody } from '@causerie/protocol';

const inLogs = EventBody.anyOf
  .map(({ properties }) => properties.type.const)
  .map((type) => (type === 'started' ? 'conversation.created' : `conversation.${type}`));

/** Every name that an event of the feed can have. Derived from what a log can hold, so that none is forgotten. */
export const eventNames: string[] = [
  'message.created',
  'note.created',
  'conversation.created',
  ...inLogs.filter((name) => name !== 'conversation.created'),
  'conversation.rated',
  'conversation.deleted',
  'contact.created',
  'contact.updated',
  'contact.deleted',
  ...DeliveryStatus.enum.map((status) => `delivery.${status}`),
];
