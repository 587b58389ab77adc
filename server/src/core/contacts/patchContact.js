import parsePhoneNumber from 'libphonenumber-js';
import { fail } from '../../errors.ts';
import { uuid } from '../../lib/uuid.ts';
import { transact } from '../core.ts';
import { announceContactRows } from './announceContactRows.ts';
import { loadContact } from './contactRecord.ts';
const columns = {
    name: 'name',
    email: 'email',
    phone: 'phone',
    company: 'company',
    city: 'city',
    country: 'country',
    language: 'language',
    timeZone: 'time_zone',
    note: 'note',
};
/**
 * Changes a contact's profile. An e-mail or phone that an agent types is a claim: it never takes a proven identity
 * from another contact. Errors: `contact_not_found`, `invalid_value` (time zone, phone).
 */
export async function patchContact(core, actor, contactId, patch) {
    const values = normalise(patch);
    return transact(core, async (tx) => {
        const names = Object.keys(values);
        const sets = names.map((name, i) => `, ${columns[name]} = $${i + 3}`).join('');
        const updated = await tx.query(`update contacts set version = version + 1${sets} where workspace_id = $1 and id = $2`, [actor.workspaceId, contactId, ...names.map((name) => values[name])]);
        if (updated.rowCount === 0)
            fail('contact_not_found');
        if (values.email)
            await claimAddress(tx, actor.workspaceId, contactId, 'email', values.email);
        if (values.phone)
            await claimAddress(tx, actor.workspaceId, contactId, 'phone', values.phone);
        tx.announce({ kind: 'contact', workspaceId: actor.workspaceId, contactId });
        await announceContactRows(tx, actor.workspaceId, contactId);
        return loadContact(tx, actor.workspaceId, contactId);
    });
}
/** Remembers an address that somebody says is the contact's. */
export async function claimAddress(tx, workspaceId, contactId, kind, address) {
    await tx.query(`insert into identities (workspace_id, id, contact_id, kind, address, verified) values ($1, $2, $3, $4, $5, false)
     on conflict (workspace_id, contact_id, kind, address) do nothing`, [workspaceId, uuid(), contactId, kind, address]);
}
function normalise(patch) {
    const values = { ...patch };
    if (values.email)
        values.email = values.email.toLowerCase();
    if (values.phone)
        values.phone = normalisePhone(values.phone);
    if (values.timeZone && !isTimeZone(values.timeZone))
        fail('invalid_value', { field: '/timeZone' });
    return values;
}
/** E.164 where the number is complete; what only makes sense within a country stays as it was typed. */
function normalisePhone(text) {
    return parsePhoneNumber(text)?.number ?? text;
}
/** Whether the name is one of the IANA database. */
export function isTimeZone(name) {
    try {
        new Intl.DateTimeFormat('en', { timeZone: name });
        return true;
    }
    catch {
        return false;
    }
}
