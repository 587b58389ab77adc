import pg from 'pg';

const { prototype } = pg.Client;

/**
 * How many statements `work` sends to the database. It is done three times and the least counts: what a timer of this
 * process asks meanwhile can only add.
 */
export async function countQueries(work: () => Promise<unknown>): Promise<number> {
  const counts: number[] = [];
  for (let i = 0; i < 3; i += 1) counts.push(await countOnce(work));
  return Math.min(...counts);
}

async function countOnce(work: () => Promise<unknown>): Promise<number> {
  let count = 0;
  const { query } = prototype;
  prototype.query = function counted(this: pg.Client, ...parameters: unknown[]) {
    count += 1;
    return Reflect.apply(query, this, parameters);
  } as typeof query;
  try {
    await work();
  } finally {
    prototype.query = query;
  }
  return count;
}
