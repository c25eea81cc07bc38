import { BYTE_ORDER_MARK, csvLine } from '../../../../../../../schema/csv.ts';
import type { Cell } from '../../../../../../../schema/csv.ts';
import type { Language } from '../../../language.ts';
import { articlesText } from '../../format.ts';
import { headOf } from '../../rule.ts';
import type { RuleHead } from '../../rule.ts';
import { DESK_TEXTS } from '../../texts.ts';
import type { Finding } from '../findings.ts';
import { FINDING_TEXTS } from '../texts.ts';
import type { RuleTexts } from './read-all.ts';
import { EXPORT_TEXTS } from './texts.ts';
import type { Column } from './texts.ts';

/** What a rule says of itself in the version that found something; undefined where that is not known. */
type HeadOf = (finding: Pick<Finding, 'ruleId' | 'ruleVersion'>) => RuleHead | undefined;

/** Reads each version once. */
const headsOf = (rules: readonly RuleTexts[]): HeadOf => {
  const heads = new Map<string, RuleHead | undefined>(
    rules.flatMap(({ id, versions }) =>
      versions.map(({ version, text }) => [`${id} ${version}`, headOf(text)] as const),
    ),
  );
  return ({ ruleId, ruleVersion }) => heads.get(`${ruleId} ${ruleVersion}`);
};

/** YYYY-MM-DD hh:mm:ss by the clock of this machine, as the page shows times; spreadsheets read it as a time. */
const spreadsheetTime = (iso: string | null): string =>
  iso === null ? '' : new Date(iso).toLocaleString('sv');

type CellOf = (finding: Finding, head: RuleHead | undefined, language: Language) => Cell;

/** The columns in their order. Money is in yuan. */
const COLUMNS: Readonly<Record<Column, CellOf>> = {
  rule: ({ ruleId }) => ruleId,
  name: (_, head, language) => head?.[language] ?? null,
  severity: ({ severity }, _, language) => DESK_TEXTS[language].severities[severity ?? ''] ?? null,
  state: ({ state }, _, language) => FINDING_TEXTS[language].states[state ?? ''] ?? null,
  period: ({ period }) => period,
  subject: ({ subject }) => subject,
  institutionCode: ({ institution }) => institution?.code ?? null,
  institutionName: ({ institution }) => institution?.name ?? null,
  sentence: ({ sentenceEn, sentenceZh }, _, language) => (language === 'zh' ? sentenceZh : sentenceEn),
  amount: ({ amount }) => amount,
  firstSeen: ({ firstSeen }) => spreadsheetTime(firstSeen),
  lastSeen: ({ lastSeen }) => spreadsheetTime(lastSeen),
  articles: (_, head, language) => articlesText(head?.articles ?? [], language),
  verdictReason: ({ verdictReason }) => verdictReason,
};

/** Findings as a table for spreadsheets, in the language: a line each below the names of the columns. */
export const findingsCsv = (
  found: readonly Finding[],
  rules: readonly RuleTexts[],
  language: Language,
): string => {
  const head = headsOf(rules);
  const names = EXPORT_TEXTS[language].columns;
  return [
    BYTE_ORDER_MARK,
    csvLine((Object.keys(COLUMNS) as Column[]).map((column) => names[column])),
    ...found.map((finding) =>
      csvLine(Object.values(COLUMNS).map((cell) => cell(finding, head(finding), language))),
    ),
  ].join('');
};
