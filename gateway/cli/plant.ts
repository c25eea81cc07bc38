import type { Config } from '../config.ts';
import type { House } from './house.ts';
import type { Terminal } from './terminal.ts';

/** Plants the demo district where the databases are embedded and empty. */
export const plantOnFirstStart = async (_config: Config, _house: House, _terminal: Terminal): Promise<void> =>
  undefined;
