import type { ConversationView, OwnCounts, ViewCounts } from '@causerie/protocol';
import {
  Archive,
  AtSign,
  Clock,
  Eye,
  Hourglass,
  Inbox,
  type LucideIcon,
  ShieldAlert,
  User,
  UserRoundX,
} from 'lucide-react';

type Counter = (counts: ViewCounts, me: string, own: OwnCounts) => number | undefined;

/** The views that everybody has, in their order: sign, and where their count is to be found. */
export const viewPlaces: Record<ConversationView, { Sign: LucideIcon; count: Counter }> = {
  mine: { Sign: User, count: (counts, me) => counts.byAssignee[me] ?? 0 },
  unassigned: { Sign: UserRoundX, count: (counts) => counts.unassigned },
  all: { Sign: Inbox, count: (counts) => counts.open },
  waiting: { Sign: Hourglass, count: (counts) => counts.waiting },
  mentions: { Sign: AtSign, count: (_, __, own) => own.mentions },
  following: { Sign: Eye, count: (_, __, own) => own.following },
  snoozed: { Sign: Clock, count: (counts) => counts.snoozed },
  resolved: { Sign: Archive, count: () => undefined },
  spam: { Sign: ShieldAlert, count: (counts) => counts.spam },
};

export const everyView = Object.keys(viewPlaces) as ConversationView[];

const MOST = 999;

/** A count as a list of views has room for it. */
export const shortCount = (count: number): string => (count > MOST ? `${MOST}+` : String(count));
