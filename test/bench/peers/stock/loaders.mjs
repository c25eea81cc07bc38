import DataLoader from 'dataloader';

/** A loader of one request that gives all rows of each key. */
export const many = (key, find) =>
  new DataLoader(async (keys) => {
    const rows = await find(keys);
    const groups = new Map(keys.map((value) => [value, []]));
    for (const row of rows) groups.get(row[key])?.push(row);
    return keys.map((value) => groups.get(value) ?? []);
  });

/** A loader of one request that gives the one row of each key. */
export const one = (key, find) =>
  new DataLoader(async (keys) => {
    const rows = new Map((await find(keys)).map((row) => [row[key], row]));
    return keys.map((value) => rows.get(value) ?? null);
  });
