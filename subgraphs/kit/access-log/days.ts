const DAY_MS = 86_400_000;

/** The moment so many days of 24 hours before another. */
export const daysBefore = (now: Date, days: number): Date => new Date(Number(now) - days * DAY_MS);

/** Whole days of 24 hours from one moment until another. */
export const daysBetween = (from: Date, until: Date): number =>
  Math.floor((Number(until) - Number(from)) / DAY_MS);

/** When a day (YYYY-MM-DD) begins, by the clock on the wall of the offices: China has one, without summer time. */
export const startOfDay = (day: string): Date => new Date(`${day}T00:00:00+08:00`);

/** When a day has ended. */
export const endOfDay = (day: string): Date => daysBefore(startOfDay(day), -1);
