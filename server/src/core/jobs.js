/** Adds a job. `key`: a later job with the same key replaces an earlier one that has not begun. */
export async function addJob(tx, kind, payload, options = {}) {
    await tx.query(`select graphile_worker.add_job($1, payload := $2::json, run_at := $3::timestamptz, job_key := $4, max_attempts := 12)`, [kind, JSON.stringify(payload), options.runAt ?? null, options.key ?? null]);
}
