import { InvalidArgumentError } from 'commander';
import { isDay } from '../../schema/day.ts';

/** An argument that is a day, YYYY-MM-DD. */
export const dayArgument = (text: string): string => {
  if (!isDay(text)) throw new InvalidArgumentError('give a day, YYYY-MM-DD · 应为日期');
  return text;
};
