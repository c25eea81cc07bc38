/** An amount of money in fen (1/100 CNY) as Postgres writes a bigint: exact at any size. */
export type Fen = string;

/** Fen as yuan with two places: `"532140"` is `"5321.40"`. */
export const fenToYuan = (fen: Fen): string => {
  const [sign, digits] = fen.startsWith('-') ? ['-', fen.slice(1)] : ['', fen];
  const padded = digits.padStart(3, '0');
  return `${sign}${padded.slice(0, -2)}.${padded.slice(-2)}`;
};
