// Legal clocks: how long somebody may take, in working days.

/** One clock. */
export interface Clock {
  readonly workingDays: number;
  /** Where the figure comes from. */
  readonly source: string;
}

/** The clocks of sharing. The day on which one starts does not count (民法典 art. 201). */
export const CLOCKS = {
  /** From a request to its decision. */
  DECIDE_REQUEST: {
    workingDays: 10,
    source:
      '政务数据共享条例 (国务院令第809号, in force 2025-08-01): an owner answers a request for data shared under conditions within 10 working days of receiving it',
  },
} as const satisfies Readonly<Record<string, Clock>>;

export type ClockName = keyof typeof CLOCKS;

const DAY_MS = 24 * 60 * 60 * 1000;
const SATURDAY = 6;
const SUNDAY = 0;

const isWeekend = (date: Date): boolean => date.getUTCDay() === SATURDAY || date.getUTCDay() === SUNDAY;

/** The last day of a clock that starts on a day (YYYY-MM-DD). `holidays`: days off beside the weekends. */
export const lastDayOf = (name: ClockName, start: string, holidays: readonly string[] = []): string => {
  let left: number = CLOCKS[name].workingDays;
  let day = start;
  for (let time = Date.parse(`${start}T00:00:00Z`); left > 0;) {
    time += DAY_MS;
    const date = new Date(time);
    day = date.toISOString().slice(0, 10);
    if (!isWeekend(date) && !holidays.includes(day)) left -= 1;
  }
  return day;
};
