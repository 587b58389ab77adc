import type { Inbox, Member } from '@causerie/protocol';
import { Api } from './Api.ts';

export const companyPassword = 'a-long-enough-one';
/** Two who supervise, three who answer. */
const people = [
  { name: 'Ada Owner', email: 'ada@example.com', role: 'owner', capacity: 5 },
  { name: 'Sol Super', email: 'sol@example.com', role: 'supervisor', capacity: 5 },
  { name: 'Bo Front', email: 'bo@example.com', role: 'agent', capacity: 1 },
  { name: 'Cy Front', email: 'cy@example.com', role: 'agent', capacity: 1 },
  { name: 'Di Front', email: 'di@example.com', role: 'agent', capacity: 1 },
] as const;

export type BusyCompany = { api: Api; inbox: Inbox; members: Member[] };

/**
 * A company on an empty server: a live inbox whose conversations are given to three agents, one at a time each; two
 * supervisors who are not of their team; a promise of a first response within an hour, on any clock.
 */
export async function makeBusyCompany(url: string): Promise<BusyCompany> {
  const post = async (path: string, body: object) => {
    const answer = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  };
  const [owner, ...invited] = people;
  await post('/v1/setup', {
    workspaceName: 'Busy Lamps',
    name: owner.name,
    email: owner.email,
    password: companyPassword,
    language: 'en',
    timeZone: 'Europe/Paris',
  });
  const api = await Api.signIn(url, owner.email, companyPassword);
  for (const { email, name, role } of invited) {
    const { link } = await api.call<{ link: string }>('POST', '/invitations', { email, role });
    await post(`/v1/invitations/${link.split('/').at(-1)}/accept`, {
      name,
      password: companyPassword,
      language: 'en',
    });
  }
  const { items: members } = await api.call<{ items: Member[] }>('GET', '/members');
  for (const { email, capacity } of people) {
    const { userId } = members.find((member) => member.email === email)!;
    await api.call('PATCH', `/members/${userId}`, { capacity });
  }
  const team = await api.call<{ id: string }>('POST', '/teams', {
    name: 'Front',
    memberIds: members.filter((member) => member.role === 'agent').map((member) => member.userId),
  });
  const inbox = await api.set(
    await api.inbox(),
    { afterResolve: 'start_new', askRating: true, askEmail: false },
    {
      mode: 'live',
      teamId: team.id,
      hours: null,
      routing: {
        mode: 'auto',
        language: 'ignore',
        skills: [],
        skillsByLabel: false,
        relaxAfterMinutes: null,
        sticky: false,
        returnUnansweredMinutes: null,
        returnGoneMinutes: null,
        showQueue: true,
      },
    },
  );
  await api.call('POST', '/sla-policies', {
    name: 'Within the hour',
    firstResponseMinutes: 60,
    hours: 'calendar',
  });
  return { api, inbox, members };
}
