import type { Config } from '../config.ts';

/** The establishment office's day is that of its clock on the wall. */
const TIME_ZONE = 'Asia/Shanghai';

/** Kept: making one costs as much as a hundred uses, and every request asks for the day. */
const day = new Intl.DateTimeFormat('sv-SE', { timeZone: TIME_ZONE });

const time = new Intl.DateTimeFormat('sv-SE', { timeZone: TIME_ZONE, hour: '2-digit', minute: '2-digit' });

/** Today as YYYY-MM-DD: the configured day, else that of the wall clock in China. */
export const todayOf =
  ({ today }: Config) =>
  (): string =>
    today ?? day.format(new Date());

/** Day and time of the office's clock; the day is the configured one where there is one. */
export const clockOf = (config: Config) => ({
  day: todayOf(config),
  time: (): string => time.format(new Date()),
});
