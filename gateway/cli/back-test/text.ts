import { fenToYuan } from '../../../schema/money.ts';
import type { BackTest, MonthFigures } from '../../oversight/back-test/back-test.ts';
import type { Overlap } from '../../oversight/back-test/overlap.ts';
import type { Precision } from '../../oversight/back-test/verdicts.ts';

/** Institutions that are shown: those with most hits. `--json` has all. */
const UNITS_SHOWN = 20;

const percent = (share: number | null): string => (share === null ? '—' : `${(share * 100).toFixed(1)} %`);

/** A month as a row of the table, and as a remark while the others are under way. */
export const monthLine = ({
  asOf,
  subjects,
  hits,
  fresh,
  amountFen,
  unknown,
  missing,
}: MonthFigures): string =>
  [
    asOf,
    String(subjects).padStart(9),
    String(hits).padStart(8),
    String(fresh ?? '—').padStart(8),
    fenToYuan(amountFen).padStart(16),
    String(unknown).padStart(8),
    missing.length === 0 ? '' : `  not known · 未知: ${missing.join(', ')}`,
  ].join('');

const overlapLine = ({ rule, hits, unknown, share }: Overlap): string =>
  `${rule.padEnd(6)}${String(hits).padStart(8)}  ${percent(share).padStart(8)}${unknown === 0 ? '' : `  ${unknown} unknown · 无法判定`}`;

const precisionText = ({ confirmed, refuted, ratio }: Precision): string =>
  `${confirmed} confirmed · 已确认  ${refuted} refuted · 已排除  ${percent(ratio)}`;

/** A test as a person reads it. */
export const backTestText = ({ rule, sample, months, units, overlaps, cost, precision }: BackTest): string =>
  [
    `Back-test of ${rule} · ${rule} 历史回测`,
    ...(sample === 1
      ? []
      : [`a sample of ${percent(sample)} of the persons · 抽样 ${percent(sample)}，以下为样本数字`]),
    `${'month end · 月末'.padEnd(10)}  subjects    hits     new     amount (yuan) unknown`,
    ...months.map(monthLine),
    '',
    'by institution on the last day · 末日分机构',
    ...(units ?? [])
      .slice(0, UNITS_SHOWN)
      .map(
        ({ unit, name, hits, amountFen }) =>
          `${String(hits).padStart(8)}  ${unit ?? '—'}${name === null ? '' : ` ${name}`}  ${fenToYuan(amountFen)}`,
      ),
    ...((units ?? []).length > UNITS_SHOWN
      ? [`… ${(units ?? []).length - UNITS_SHOWN} more · 另有机构`]
      : []),
    '',
    'also hit by other rules on the last day · 与其他规则重合',
    ...(overlaps ?? []).filter(({ hits, unknown }) => hits + unknown > 0).map(overlapLine),
    '',
    `cost · 成本  ${cost.requests} requests · 请求  ${cost.subjects} subjects · 对象  ${cost.seconds.toFixed(1)} s  ${cost.cpuMilliseconds} ms CPU`,
    `precision in the ledger · 台账准确度  ${precision.ledger === null ? '—' : precisionText(precision.ledger)}`,
    `precision of these hits · 本次命中准确度  ${precisionText(precision.hits)}`,
  ].join('\n');
