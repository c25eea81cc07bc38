let told: string | undefined;

/** Takes note of the day that counts as today for the server: a demonstration district stands on one. */
export const tellToday = (day: string | null): void => {
  told = day ?? undefined;
};

/** YYYY-MM-DD: the day that counts as today for the server; where it says none, that of this machine's clock. */
export const today = (): string => told ?? new Date().toLocaleDateString('sv');

/** YYYY-MM, so many months before that of today. */
export const monthBefore = (months: number): string => {
  const [year = 0, month = 0] = today().split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 - months)).toISOString().slice(0, 7);
};
