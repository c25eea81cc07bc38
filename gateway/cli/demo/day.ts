// The day on which a demonstration district stands: its facts are those of that day, and do not go on by themselves.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { isDay } from '../../../schema/day.ts';
import { readIfPresent, replacePrivately } from '../../../subgraphs/kit/postgres/host/files.ts';

const fileIn = (dataDirectory: string): string => path.join(dataDirectory, 'demo-day');

/** The day on which the demonstration district of a data directory stands, YYYY-MM-DD; undefined where there is none. */
export const demoDayOf = (dataDirectory: string): string | undefined => {
  const day = readIfPresent(fileIn(dataDirectory))?.trim();
  return day !== undefined && isDay(day) ? day : undefined;
};

/** Has a data directory's district stand on a day: what is started from now on takes it for today. */
export const keepDemoDay = (dataDirectory: string, day: string): void => {
  mkdirSync(dataDirectory, { recursive: true });
  replacePrivately(fileIn(dataDirectory), `${day}\n`);
};

/** What a person is to know of it. */
export const demoDayNotice = (day: string): string =>
  `The demonstration district stands on ${day}, which counts as today. \`npm run seed -- --replace\` plants it anew.
演示数据截至 ${day}，以该日为“今天”。npm run seed -- --replace 可按当前日期重新生成。`;
