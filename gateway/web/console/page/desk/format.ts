import { DEPARTMENTS } from '../../../../../schema/departments.ts';
import type { DepartmentName } from '../../../../../schema/departments.ts';
import type { Language } from '../language.ts';

/** A department by the name that the graph has for it. */
export const departmentText = (name: string, language: Language): string =>
  DEPARTMENTS[name as DepartmentName]?.[language] ?? name;

/** Names one after the other. */
export const listText = (names: readonly string[], language: Language): string =>
  names.join(language === 'zh' ? '、' : ', ');

/** Share of a percent as people read it; a dash where there is none. */
export const percent = (share: string | number | null): string =>
  share === null ? '—' : `${(Number(share) * 100).toFixed(1)} %`;

/** A time as people read it. */
export const timeText = (iso: string | null, language: Language): string =>
  iso === null ? '—' : new Date(iso).toLocaleString(language === 'zh' ? 'zh-CN' : 'en-GB');

/** YYYY-MM-DD, by this machine's clock: Swedes write days so. */
export const today = (): string => new Date().toLocaleDateString('sv');

/** YYYY-MM, so many months before this one. */
export const monthBefore = (months: number): string => {
  const date = new Date();
  date.setDate(1);
  date.setMonth(date.getMonth() - months);
  return date.toLocaleDateString('sv').slice(0, 7);
};
