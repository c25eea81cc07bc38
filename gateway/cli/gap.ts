import type { Gap } from '../oversight/compare/ask.ts';

/** What an owner did not tell, as a line: whose it is, which field, and why. */
export const gapLine = ({ owner, coordinate, code, reason }: Gap): string =>
  ['unknown · 未知', owner, coordinate, code, reason].filter((part) => part !== null).join('  ');
