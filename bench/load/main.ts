import type { Desk } from '../support/desk.ts';
import { answerRequests } from '../support/startPart.ts';
import { Agents } from './agents.ts';
import { Idlers } from './idlers.ts';
import { Room } from './room.ts';
import { Senders, type Target } from './senders.ts';

/** The second process: all load comes from here. */
const crowds = new Map<string, Senders>();
const rooms = new Map<string, Room>();
let agents: Agents | undefined;
let idlers: Idlers[] = [];
const crowd = (name: string): Senders => crowds.get(name)!;

answerRequests({
  async connect({
    name,
    target,
    tokens,
    agents,
  }: {
    name: string;
    target: Target;
    tokens: string[];
    agents: number;
  }) {
    const senders = new Senders();
    crowds.set(name, senders);
    await senders.connect(target, tokens, agents);
  },
  closed: ({ name, inFlight, seconds }: { name: string; inFlight: number; seconds: number }) =>
    crowd(name).closed(inFlight, seconds),
  open: ({ name, rate, seconds }: { name: string; rate: number; seconds: number }) =>
    crowd(name).open(rate, seconds),
  patient: ({
    name,
    rate,
    seconds,
    visitors,
  }: {
    name: string;
    rate: number;
    seconds: number;
    visitors: number;
  }) => crowd(name).patient(rate, seconds, visitors),
  /** Some who flood, and beside them others who behave as our clients do. */
  async mixed(request: {
    name: string;
    rate: number;
    flood: number;
    flooders: number;
    seconds: number;
    visitors: number;
  }) {
    const { name, rate, flood, flooders, seconds, visitors } = request;
    const patient = crowd(name).patient(rate, seconds, visitors);
    await crowd(name).flood(flood, flooders, patient);
    return patient;
  },
  async idle({ url, tokens }: { url: string; tokens: string[] }) {
    const added = new Idlers();
    idlers = [...idlers, added];
    await added.connect(url, tokens);
  },
  async room({
    name,
    target,
    token,
    subscribers,
  }: {
    name: string;
    target: Target;
    token: string;
    subscribers: number;
  }) {
    const room = new Room();
    rooms.set(name, room);
    await room.connect(target, token, subscribers);
  },
  fill: ({ name, seconds }: { name: string; seconds: number }) => rooms.get(name)!.run(seconds),
  reconnect: ({ count }: { count: number }) => idlers.at(-1)!.reconnect(count),
  async agents({ desk, count }: { desk: Desk; count: number }) {
    agents = new Agents(desk);
    await agents.connect(count);
  },
  day: ({ perSecond, messages, seconds }: { perSecond: number; messages: number; seconds: number }) =>
    agents!.work(perSecond, messages, seconds),
  close({ name }: { name: string }) {
    crowd(name).close();
    crowds.delete(name);
  },
});
