import { InvalidArgumentError } from 'commander';

const PORT_MAX = 65_535;

/** Reads a port from the command line. */
export const portNumber = (text: string): number => {
  if (/^\d+$/.test(text) && Number(text) <= PORT_MAX) return Number(text);
  throw new InvalidArgumentError(`give a whole number from 0 to ${PORT_MAX} · 应为 0 至 ${PORT_MAX} 的整数`);
};
