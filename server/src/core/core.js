import { inTransaction } from '../db/transaction.ts';
/** Runs `work` in one transaction; what it announced goes out after the commit, in order, or not at all. */
export async function transact(core, work) {
    return inTransaction(core.db, (tx) => {
        const announcements = [];
        tx.afterCommit(() => core.announce(announcements));
        return work(Object.assign(tx, { announce: (a) => void announcements.push(a) }));
    });
}
