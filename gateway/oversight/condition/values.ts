import type { Leaf, Shape } from '../rule/shape.ts';

type Convert = (value: unknown) => unknown;

/** Exact money as text, e.g. `5321.40`, in fen. */
const fenOf = (text: string): bigint => {
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.');
  const fen = BigInt(whole) * 100n + BigInt(fraction.padEnd(2, '0').slice(0, 2));
  return text.startsWith('-') ? -fen : fen;
};

const LEAVES: Readonly<Record<Leaf, Convert | undefined>> = {
  string: undefined,
  bool: undefined,
  double: undefined,
  int: (value) => BigInt(value as number),
  fen: (value) => fenOf(String(value)),
  decimal: Number,
};

const none = (value: unknown): boolean => value === null || value === undefined;

/** How values of a shape become those of CEL; undefined where they are so already. */
const converter = (shape: Shape): Convert | undefined => {
  if (shape.kind === 'leaf') {
    const convert = LEAVES[shape.leaf];
    return convert && ((value) => (none(value) ? null : convert(value)));
  }
  if (shape.kind === 'list') {
    const convert = converter(shape.of);
    return convert && ((value) => (Array.isArray(value) ? value.map(convert) : null));
  }
  const fields = shape.fields.flatMap(({ name, shape: below }) => {
    const convert = converter(below);
    return convert === undefined ? [] : [[name, convert] as const];
  });
  if (fields.length === 0) return undefined;
  return (value) => {
    if (none(value)) return null;
    const row = value as Record<string, unknown>;
    return { ...row, ...Object.fromEntries(fields.map(([name, convert]) => [name, convert(row[name])])) };
  };
};

/** The subjects of an answer as conditions read them: exact numbers as CEL has them, all else as it came. */
export const celValues = (shape: Shape): Convert => converter(shape) ?? ((value) => value);
