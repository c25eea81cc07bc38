// Why something became of a finding that no person did: in both languages, as events keep it.

/** Texts of the reasons; `{version}` is the other version of the rule that a reason is about. */
const REASONS = {
  SUPERSEDED: { en: 'superseded by version {version}', zh: '已由规则第 {version} 版取代' },
  NOT_SHOWN: { en: 'facts no longer show it', zh: '事实不再支持' },
  FOUND_OTHERWISE: { en: 'decided: found under its periods', zh: '已判定：按期间分别发现' },
  NOTHING_FOUND: { en: 'decided: nothing found', zh: '已判定：未发现问题' },
  TAKEN_OVER: {
    en: 'verdict taken over from version {version}: the facts are the same',
    zh: '沿用规则第 {version} 版的核查结论：事实相同',
  },
} as const;

/** The reasons as a table in SQL: `why`, `en`, `zh`. */
export const REASON_ROWS = Object.entries(REASONS)
  .map(([why, { en, zh }]) => `('${why}', '${en}', '${zh}')`)
  .join(', ');
