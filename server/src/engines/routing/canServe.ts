import type { Waiting, WorkingAgent } from './planAssignments.ts';

/**
 * Whether the agent may get this conversation at all: of its team, with the skills it needs, in a language that is
 * asked for, and not passed over. Room is another question. After `relaxAfterMs` of waiting only the team counts.
 */
export function canServe(waiting: Waiting, agent: WorkingAgent, now: number): boolean {
  if (waiting.teamId !== null && !agent.teamIds.includes(waiting.teamId)) return false;
  if (wasPassedOver(waiting, agent)) return false;
  if (waiting.relaxAfterMs !== null && now - waiting.since >= waiting.relaxAfterMs) return true;
  if (waiting.language === 'require' && !speaks(agent, waiting.contactLanguage)) return false;
  return waiting.skills.every((skill) => agent.skills.some((has) => sameWord(has, skill)));
}

/** Somebody who has told no languages is taken to speak any; of a contact whose language is not known nothing is asked. */
export function speaks(agent: WorkingAgent, language: string | null): boolean {
  if (language === null || agent.languages.length === 0) return true;
  return agent.languages.some((each) => primary(each) === primary(language));
}

/** Had it, did not answer, and has not come back since: somebody else's turn. */
function wasPassedOver(waiting: Waiting, agent: WorkingAgent): boolean {
  const at = waiting.passedOver.get(agent.userId);
  return at !== undefined && at >= waiting.since && at >= agent.availableSince;
}

const primary = (tag: string): string => tag.toLowerCase().split('-')[0]!;

export const sameWord = (a: string, b: string): boolean =>
  a.localeCompare(b, undefined, { sensitivity: 'accent' }) === 0;
