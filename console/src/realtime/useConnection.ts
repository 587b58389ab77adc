import type { ClientEvents, ConnectionState } from '@causerie/client';
import { useEffect, useState } from 'react';
import { useDesk } from './DeskProvider.tsx';

export type Connection = {
  state: ConnectionState;
  refusal?: ClientEvents['state']['refusal'];
  waiting: number;
};

/** The connection as it is, and how many messages wait for it. */
export function useConnection(): Connection {
  const { client } = useDesk();
  const [connection, setConnection] = useState<Connection>({ state: client.state, waiting: client.waiting });
  useEffect(() => {
    const update = (refusal?: Connection['refusal']) =>
      setConnection((known) => ({
        state: client.state,
        waiting: client.waiting,
        refusal: client.state === 'refused' ? (refusal ?? known.refusal) : undefined,
      }));
    update();
    const stops = [
      client.on('state', ({ refusal }) => update(refusal)),
      client.on('acknowledged', () => update()),
      client.on('failed', () => update()),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [client]);
  return connection;
}
