import { findUsualReply } from '../core/inboxes/findUsualReply.ts';
import { isOpen } from '../engines/hours/isOpen.ts';
import { nextOpening } from '../engines/hours/nextOpening.ts';
const MOST_FACES = 5;
/** An inbox as its visitors see it, with who is here and when an answer can be expected. */
export async function presentVisitorInbox(doors, inbox) {
    const now = Temporal.Now.instant();
    const open = inbox.hours === null || isOpen(inbox.hours, now);
    const opensAt = open || !inbox.hours ? undefined : nextOpening(inbox.hours, now);
    const usualReplySeconds = await findUsualReply(doors.core.db, inbox.workspaceId, inbox.id);
    const { settings } = inbox;
    return {
        id: inbox.id,
        name: inbox.name,
        companyName: inbox.companyName,
        mode: inbox.mode,
        colour: settings.colour,
        greeting: settings.greeting,
        languages: settings.languages,
        position: settings.position,
        theme: settings.theme,
        askEmail: settings.askEmail,
        askRating: settings.askRating,
        open,
        ...(opensAt && { opensAt: opensAt.toString({ smallestUnit: 'millisecond' }) }),
        agents: await agentsHere(doors, inbox),
        ...(usualReplySeconds !== undefined && { usualReplySeconds }),
    };
}
async function agentsHere(doors, inbox) {
    const people = await doors.core.db.query(`select u.id, u.name, u.image from members m join users u on u.id = m.user_id
     where m.workspace_id = $1 and m.availability = 'online'
       and ($2::uuid is null or exists (select from team_members t where t.workspace_id = $1 and t.team_id = $2 and t.user_id = m.user_id))
     order by m.created_at limit 50`, [inbox.workspaceId, inbox.teamId]);
    return people.rows
        .filter((person) => doors.presence.isConnected(inbox.workspaceId, person.id))
        .slice(0, MOST_FACES)
        .map(({ id, name, image }) => ({ id, name, ...(image && { avatarUrl: image }) }));
}
