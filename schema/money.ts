// Money between the departments and the gateway: exact, never a float.

/** An amount of money in fen (1/100 CNY) as Postgres writes a bigint: exact at any size. */
export type Fen = string;

/** Fen as yuan with two places: `"532140"` is `"5321.40"`. */
export const fenToYuan = (fen: Fen | bigint): string => {
  const text = String(fen);
  const [sign, digits] = text.startsWith('-') ? ['-', text.slice(1)] : ['', text];
  const padded = digits.padStart(3, '0');
  return `${sign}${padded.slice(0, -2)}.${padded.slice(-2)}`;
};
