const DAY_MS = 86_400_000;

/** The moment so many days of 24 hours before another. */
export const daysBefore = (now: Date, days: number): Date => new Date(Number(now) - days * DAY_MS);
