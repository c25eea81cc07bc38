/** Rows of places for values of some types, e.g. `($1::bigint, $2::timestamptz, …), (…)`, from a place on. */
export const placesFrom = (types: readonly string[], first: number, rows: number): string =>
  Array.from({ length: rows }, (_, row) => {
    const start = first + row * types.length;
    return `(${types.map((type, column) => `$${start + column}::${type}`).join(', ')})`;
  }).join(', ');
