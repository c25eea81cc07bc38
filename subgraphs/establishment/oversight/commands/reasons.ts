// Why something became of a finding that no person did: in both languages, as events keep it.
import { DEPARTMENT_NAMES, DEPARTMENTS } from '../../../../schema/departments.ts';

/** Stands among owners where it is the rule itself that cannot be worked out. Source: `RULE` in gateway/oversight/judge. */
const RULE = 'rule';

/** Texts of the reasons; `{version}` is the other version of the rule that a reason is about, `{owners}` are named. */
const REASONS = {
  SUPERSEDED: { en: 'superseded by version {version}', zh: '已由规则第 {version} 版取代' },
  NOT_SHOWN: { en: 'facts no longer show it', zh: '事实不再支持' },
  FOUND_OTHERWISE: { en: 'decided: found under its periods', zh: '已判定：按期间分别发现' },
  NOTHING_FOUND: { en: 'decided: nothing found', zh: '已判定：未发现问题' },
  TAKEN_OVER: {
    en: 'verdict taken over from version {version}: the facts are the same',
    zh: '沿用规则第 {version} 版的核查结论：事实相同',
  },
  NOT_ANSWERED: { en: 'not decided: no answer of {owners}', zh: '无法判定：{owners}未应答' },
  NOT_WORKED_OUT: { en: 'not decided: the rule cannot be worked out', zh: '无法判定：规则无法计算' },
  ANSWERED: { en: 'decided: {owners} answered again', zh: '已判定：{owners}已重新应答' },
  WORKED_OUT: { en: 'decided: the rule can be worked out', zh: '已判定：规则可以计算' },
} as const;

/** Which of two reasons it is, in SQL: about owners that are named in a column, or about the rule itself. */
export const aboutOwners = (
  column: string,
  ofOwners: keyof typeof REASONS,
  ofRule: keyof typeof REASONS,
): string => `case when ${column} = array['${RULE}'] then '${ofRule}' else '${ofOwners}' end`;

const OWNERS = [
  ...DEPARTMENT_NAMES.map((name) => ({ name, ...DEPARTMENTS[name] })),
  { name: 'gateway', en: 'the gateway', zh: '网关' },
];
const OWNER_ROWS = OWNERS.map(({ name, en, zh }) => `('${name}', '${en}', '${zh}')`).join(', ');

/** Names of the owners of a column as one text, in SQL. */
export const ownersText = (column: string, language: 'en' | 'zh'): string =>
  `(select coalesce(string_agg(coalesce(owner_name.${language}, owner), '${language === 'en' ? ', ' : '、'}'), '')
    from unnest(${column}) as owner left join (values ${OWNER_ROWS}) as owner_name (owner, en, zh) using (owner))`;

/** The reasons as a table in SQL: `why`, `en`, `zh`. */
export const REASON_ROWS = Object.entries(REASONS)
  .map(([why, { en, zh }]) => `('${why}', '${en}', '${zh}')`)
  .join(', ');
