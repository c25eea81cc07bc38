import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { keepDemoDay } from '../../../gateway/cli/demo/day.ts';
import { calendarDay, todayOf } from '../../../gateway/cli/today.ts';

const dataDirectory = mkdtempSync(path.join(tmpdir(), 'fournets-today-'));
const STANDS = '2001-02-03';

afterAll(() => rmSync(dataDirectory, { recursive: true, force: true }));

/** As it is where nothing is configured. */
const config = { today: undefined, dataDirectory };

describe('the day that counts as today', () => {
  it('is that of the calendar where there is no demonstration district', () => {
    const nowhere = path.join(dataDirectory, 'nowhere');
    expect(todayOf({ today: undefined, dataDirectory: nowhere })()).toBe(calendarDay(config));
  });

  it('is the one on which a demonstration district stands', () => {
    keepDemoDay(dataDirectory, STANDS);
    expect(todayOf(config)()).toBe(STANDS);
  });

  it('is the configured one before any other', () => {
    expect(todayOf({ ...config, today: '2030-01-01' })()).toBe('2030-01-01');
  });

  it('is not that of the calendar', () => {
    expect(calendarDay(config)).not.toBe(STANDS);
    expect(calendarDay({ today: '2030-01-01' })).toBe('2030-01-01');
  });

  it('is that of the calendar where nothing says on which day a district stands', () => {
    writeFileSync(path.join(dataDirectory, 'demo-day'), 'soon\n');
    expect(todayOf(config)()).toBe(calendarDay(config));
  });
});
