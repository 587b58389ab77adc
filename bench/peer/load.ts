import { answerRequests } from '../support/startPart.ts';
import { XmppPairs } from './xmppPairs.ts';

const servers = new Map<string, XmppPairs>();

answerRequests({
  async connect({ name, port, pairs }: { name: string; port: number; pairs: number }) {
    const made = new XmppPairs();
    servers.set(name, made);
    await made.connect(port, pairs);
  },
  closed: ({ name, inFlight, seconds }: { name: string; inFlight: number; seconds: number }) =>
    servers.get(name)!.closed(inFlight, seconds),
  open: ({ name, rate, seconds }: { name: string; rate: number; seconds: number }) =>
    servers.get(name)!.open(rate, seconds),
});
