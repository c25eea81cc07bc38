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
