import { coerceError } from '../errors.ts';
import { DatabaseUnavailable, isConnectionError } from './errors.ts';
const MOST_TRIES = 3;
export function createDb(pool) {
    return { pool, query: (text, values) => run(pool, text, values) };
}
export async function inTransaction(db, work) {
    for (let tries = 1;; tries += 1) {
        try {
            return await once(db, work);
        }
        catch (error) {
            const { code } = error;
            if (tries >= MOST_TRIES || (code !== '40001' && code !== '40P01'))
                throw error;
        }
    }
}
async function once(db, work) {
    const client = await db.pool.connect().catch(unavailable);
    const afterCommit = [];
    try {
        await run(client, 'begin');
        const result = await work({
            query: (text, values) => run(client, text, values),
            afterCommit: (w) => void afterCommit.push(w),
        });
        await run(client, 'commit');
        client.release();
        for (const each of afterCommit)
            each();
        return result;
    }
    catch (thrown) {
        const error = coerceError(thrown);
        await client.query('rollback').then(() => client.release(), (e) => client.release(coerceError(e)));
        throw error;
    }
}
async function run(on, text, values) {
    try {
        return await (typeof text === 'string' ? on.query(text, values) : on.query(text));
    }
    catch (error) {
        if (isConnectionError(error))
            throw new DatabaseUnavailable(error);
        throw error;
    }
}
function unavailable(error) {
    if (isConnectionError(error))
        throw new DatabaseUnavailable(error);
    throw error;
}
