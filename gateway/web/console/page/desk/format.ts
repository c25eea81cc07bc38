import { DEPARTMENTS } from '../../../../../schema/departments.ts';
import type { DepartmentName } from '../../../../../schema/departments.ts';
import type { Language } from '../language.ts';

/** A department by the name that the graph has for it. */
export const departmentText = (name: string, language: Language): string =>
  DEPARTMENTS[name as DepartmentName]?.[language] ?? name;

/** Names one after the other. */
export const listText = (names: readonly string[], language: Language): string =>
  names.join(language === 'zh' ? '、' : ', ');

/**
 * What a rule rests on, named as people cite it. Rules write `公务员法 (2018) art. 44` and `… art. 8, 19`, see
 * `schema/rules`; in Chinese it is 公务员法（2018）第44条 and …第8、19条. Other texts stay as they are.
 */
export const articleText = (article: string, language: Language): string =>
  language === 'en'
    ? article
    : article
        .replaceAll(
          / *\bart\. *(\d+(?:(?:, *|–)\d+)*)/g,
          (_, numbers: string) => `第${numbers.replaceAll(/, */g, '、')}条`,
        )
        .replaceAll(/(?<=[\p{Script=Han}》]) +\(([^()]*)\)/gu, '（$1）');

/** All that a rule rests on; an article may list numbers, hence the semicolons between them. */
export const articlesText = (articles: readonly string[], language: Language): string =>
  articles.map((article) => articleText(article, language)).join(language === 'zh' ? '；' : '; ');

/** Share of a percent as people read it; a dash where there is none. */
export const percent = (share: string | number | null): string =>
  share === null ? '—' : `${(Number(share) * 100).toFixed(1)} %`;

/** A time as people read it. */
export const timeText = (iso: string | null, language: Language): string =>
  iso === null ? '—' : new Date(iso).toLocaleString(language === 'zh' ? 'zh-CN' : 'en-GB');
