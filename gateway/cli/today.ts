import type { Config } from '../config.ts';

/** The establishment office's day is that of its clock on the wall. */
const TIME_ZONE = 'Asia/Shanghai';

/** Today as YYYY-MM-DD: the configured day, else that of the wall clock in China. */
export const todayOf =
  ({ today }: Config) =>
  (): string =>
    today ?? new Intl.DateTimeFormat('sv-SE', { timeZone: TIME_ZONE }).format(new Date());
