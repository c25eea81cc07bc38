import { pino, type Logger } from 'pino';

export type { Logger };

/** The log of the server, as JSON lines on stderr. Codes, times and counts; never values of data or variables. */
export const createLog = (level: string): Logger => pino({ level, base: null }, pino.destination(2));
