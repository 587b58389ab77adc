import pg from 'pg';
// int8 as a number: our counters stay far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => Number(text));
export function createPool(config, log = () => { }) {
    const pool = new pg.Pool({
        max: 20,
        connectionTimeoutMillis: 10000,
        application_name: 'causerie',
        ...config,
    });
    // Without a listener a dying database would end the process.
    pool.on('error', log);
    pool.on('connect', (client) => client.on('error', log));
    return pool;
}
