import { randomSecret } from '../lib/secrets.ts';
const names = ['visitor', 'file', 'link', 'session'];
/** Loads the installation's secrets; the first start makes them. Safe when several nodes start at once. */
export async function loadServerKeys(db) {
    await db.query(`insert into server_keys (name, secret) select * from unnest($1::text[], $2::text[]) on conflict (name) do nothing`, [names, names.map(() => randomSecret())]);
    const found = await db.query('select name, secret from server_keys');
    return Object.fromEntries(found.rows.map((row) => [row.name, row.secret]));
}
