import type { Config } from '../config.ts';
import type { Terminal } from './terminal.ts';

/** What a command works with. */
export interface CommandContext {
  readonly config: Config;
  readonly terminal: Terminal;
}
