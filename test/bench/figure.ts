/** One measured number. */
export interface Figure {
  readonly measure: string;
  readonly value: number | string;
  readonly unit: string;
  /** What it has to be, if that is laid down. */
  readonly must?: string;
  readonly note?: string;
}

/** What a bench is told. */
export interface BenchOptions {
  /** People of the district, where the bench plants one of any size; undefined for what its figure asks for. */
  readonly people: number | undefined;
}

/** One benchmark: runs, cleans up after itself, gives its figures. */
export type Bench = (options: BenchOptions) => Promise<readonly Figure[]>;

/** The middle of some numbers. */
export const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

/** A number with a sensible number of digits. */
export const round = (value: number, digits = 2): number => Number(value.toFixed(digits));
