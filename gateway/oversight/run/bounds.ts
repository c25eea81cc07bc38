/** Digits of a person's key. Source: the scalar `Pid`. */
const PID_DIGITS = 32;

/** Keys of persons are hexadecimal and even: so many ranges of the same length. */
export const boundsFor = (shards: number): string[] =>
  Array.from({ length: shards - 1 }, (_, index) =>
    Math.floor(((index + 1) * 0x1_0000) / shards)
      .toString(16)
      .padStart(4, '0')
      .padEnd(PID_DIGITS, '0'),
  );
