import type { ConversationsPage, Inbox, Me, VisitorSession } from '@causerie/protocol';
import { HttpClient } from '../../server/src/testing/HttpClient.ts';
import { Link } from './Link.ts';
import { Participant } from './Participant.ts';
import type { World } from './World.ts';

const VISITORS = 9;
const AGENTS = 3;

/** Sets the server up and gathers a dozen people at it: visitors, each with a browser, and agents who follow every conversation. */
export async function gather(
  world: World,
  random: () => number,
): Promise<{ visitors: Participant[]; agents: Participant[] }> {
  const url = world.nodes[0]!.url;
  const urls = () => world.nodes.map((node) => node.url);
  const { http, cookie, workspaceId } = await setUp(url);
  const inboxes = await Promise.all(
    (['messaging', 'live'] as const).map((mode) =>
      http.post<Inbox>(`/v1/workspaces/${workspaceId}/inboxes`, { name: mode, mode }),
    ),
  );
  const visitors: Participant[] = [];
  for (let n = 1; n <= VISITORS; n += 1) {
    const { token } = await new HttpClient(url).post<VisitorSession>('/widget/v1/session', {
      inboxKey: inboxes[n % 2]!.key,
    });
    const link = new Link(urls, random);
    visitors.push(
      new Participant(`visitor-${n}`, link, await link.listen(), {
        role: 'visitor',
        token,
        client: 'chaos/1',
      }),
    );
  }
  const { watermark } = await http.get<ConversationsPage>(
    `/v1/workspaces/${workspaceId}/conversations?view=all`,
  );
  const agents: Participant[] = [];
  for (let n = 1; n <= AGENTS; n += 1) {
    const link = new Link(urls, random);
    const hello = { role: 'agent' as const, workspaceId, client: 'chaos/1' };
    const agent = new Participant(`agent-${n}`, link, await link.listen(), hello, cookie);
    agent.follow(watermark);
    agents.push(agent);
  }
  return { visitors, agents };
}

async function setUp(url: string): Promise<{ http: HttpClient; cookie: string; workspaceId: string }> {
  const answer = await new HttpClient(url, { origin: url }).call('POST', '/v1/setup', {
    workspaceName: 'Chaos',
    name: 'Olive',
    email: 'olive@example.com',
    password: 'a-password-for-chaos',
    language: 'en',
  });
  const cookie = answer.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  const workspaceId = (answer.body as Me).workspaces[0]!.id;
  return { http: new HttpClient(url, { cookie, origin: url }), cookie, workspaceId };
}
