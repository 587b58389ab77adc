import type { Announcement } from '../core/announcements.ts';
import type { TestProgram } from './startTestProgram.ts';

/** Everything that core announces from now on, in order. Emptied by `take`. */
export function watchAnnouncements(program: TestProgram): { take(): Announcement[] } {
  const { core } = program.doors;
  const { announce } = core;
  let announced: Announcement[] = [];
  core.announce = (announcements) => {
    announced.push(...announcements);
    announce(announcements);
  };
  return {
    take() {
      const taken = announced;
      announced = [];
      return taken;
    },
  };
}
