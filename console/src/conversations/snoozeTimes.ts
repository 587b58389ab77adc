export type SnoozeChoice = 'inOneHour' | 'thisEvening' | 'tomorrow' | 'nextWeek';

/** The natural choices at a moment, on the wall clock of this computer; what has passed or is nearly here is left out. */
export function snoozeTimes(now: Date): { choice: SnoozeChoice; at: Date }[] {
  const evening = atHour(now, 0, 18);
  const choices: { choice: SnoozeChoice; at: Date }[] = [
    { choice: 'inOneHour', at: new Date(now.getTime() + 3_600_000) },
    { choice: 'thisEvening', at: evening },
    { choice: 'tomorrow', at: atHour(now, 1, 9) },
    { choice: 'nextWeek', at: atHour(now, daysToMonday(now), 9) },
  ];
  return choices.filter(
    ({ choice, at }) => choice !== 'thisEvening' || at.getTime() - now.getTime() > 3_600_000,
  );
}

function atHour(now: Date, days: number, hour: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour);
}

/** One to seven: next week's Monday is never today. */
const daysToMonday = (now: Date) => (8 - now.getDay()) % 7 || 7;
