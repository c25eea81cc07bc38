/** True for a day of the calendar written YYYY-MM-DD. Postgres knows no year 0. */
export const isDay = (text: string): boolean => {
  const date = new Date(`${text}T00:00:00Z`);
  const written = /^\d{4}-\d\d-\d\d$/.test(text) && !text.startsWith('0000');
  return written && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
};

/** True for a month of the calendar written YYYY-MM. Postgres knows no year 0. */
export const isMonth = (text: string): boolean => /^(?!0000)\d{4}-(0[1-9]|1[0-2])$/.test(text);
