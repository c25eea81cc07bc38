import type { Config } from '../config.ts';
import { demoDayOf } from './demo/day.ts';

/** The establishment office's day is that of its clock on the wall. */
const TIME_ZONE = 'Asia/Shanghai';

/** Kept: making one costs as much as a hundred uses, and every request asks for the day. */
const day = new Intl.DateTimeFormat('sv-SE', { timeZone: TIME_ZONE });

const time = new Intl.DateTimeFormat('sv-SE', { timeZone: TIME_ZONE, hour: '2-digit', minute: '2-digit' });

/** The day of the calendar as YYYY-MM-DD, whatever data there is: the configured one, else that of the wall clock in China. */
export const calendarDay = ({ today }: Pick<Config, 'today'>): string => today ?? day.format(new Date());

/** Today as YYYY-MM-DD: the configured day, else the one that a demonstration district stands on, else the calendar's. */
export const todayOf = ({
  today,
  dataDirectory,
}: Pick<Config, 'today' | 'dataDirectory'>): (() => string) => {
  const fixed = today ?? demoDayOf(dataDirectory);
  return () => calendarDay({ today: fixed });
};

/** Day and time of the office's clock; the day is a fixed one where there is one. */
export const clockOf = (config: Config) => ({
  day: todayOf(config),
  time: (): string => time.format(new Date()),
});
