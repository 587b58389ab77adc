import pg from 'pg';

const { prototype } = pg.Client;

/** How many statements the whole process sends to the database while `work` runs. */
export async function countQueries(work: () => Promise<unknown>): Promise<number> {
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
