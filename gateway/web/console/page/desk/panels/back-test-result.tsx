import type { Language } from '../../language.ts';
import type { Gap } from '../ask.ts';
import { departmentText, listText, percent } from '../format.ts';
import { Gaps } from '../gaps.tsx';
import type { JudgedShare } from '../rule.ts';
import { DESK_TEXTS } from '../texts.ts';
import { PANEL_TEXTS } from './texts.ts';

interface Month {
  readonly asOf: string;
  readonly subjects: number;
  readonly hits: number;
  readonly fresh: number | null;
  readonly amount: string;
  readonly unknown: number;
  readonly missing: readonly string[];
}

/** What a rule would have found. */
export interface TestResult {
  readonly months: readonly Month[];
  readonly untested: readonly string[];
  readonly units:
    | readonly {
        readonly unit: string | null;
        readonly name: string | null;
        readonly hits: number;
        readonly amount: string;
      }[]
    | null;
  readonly overlaps:
    readonly { readonly rule: string; readonly hits: number; readonly share: number | null }[] | null;
  readonly cost: { readonly requests: number; readonly subjects: number; readonly seconds: number };
  readonly precision: { readonly hits: JudgedShare | null };
  readonly gaps: readonly Gap[];
}

export const TEST = `query DeskTest($text: String!, $parameters: String, $from: Month!, $to: Month!, $sample: Float!) {
  test: backTestRule(text: $text, parameters: $parameters, from: $from, to: $to, sample: $sample) {
    months { asOf subjects hits fresh amount unknown missing } untested
    units { unit name hits amount } overlaps { rule hits share } cost { requests subjects seconds }
    precision { hits { confirmed refuted ratio } } gaps { owner coordinate code reason }
  }
}`;

/** Institutions and rules that are shown: those with most. */
const SHOWN_MAX = 10;

interface Shown {
  readonly language: Language;
}

/** The hits of a month beside those of the others: what is new stands out. */
const Bar = ({ month: { hits, fresh }, most }: { readonly month: Month; readonly most: number }) => (
  <span className="fournets-bar-track" aria-hidden="true">
    <span className="fournets-bar-new" style={{ inlineSize: `${((fresh ?? 0) / most) * 100}%` }} />
    <span className="fournets-bar-old" style={{ inlineSize: `${((hits - (fresh ?? 0)) / most) * 100}%` }} />
  </span>
);

const Months = ({ months, language }: Shown & { readonly months: readonly Month[] }) => {
  const texts = PANEL_TEXTS[language];
  const most = Math.max(1, ...months.map(({ hits }) => hits));
  return (
    <table className="fournets-table">
      <thead>
        <tr>
          <th scope="col">{texts.day}</th>
          <th scope="col">{texts.hits}</th>
          <td aria-hidden="true" />
          <th scope="col">{texts.fresh}</th>
          <th scope="col">{texts.money}</th>
          <th scope="col">{texts.unknown}</th>
          <th scope="col">{texts.subjects}</th>
        </tr>
      </thead>
      <tbody>
        {months.map((month) => (
          <tr key={month.asOf}>
            <th scope="row">{month.asOf}</th>
            <td>{month.subjects === 0 && month.missing.length > 0 ? '—' : month.hits}</td>
            <td aria-hidden="true">
              <Bar month={month} most={most} />
            </td>
            <td>{month.fresh ?? '—'}</td>
            <td>{month.amount}</td>
            <td>
              {month.unknown}
              {month.missing.length > 0 &&
                ` · ${texts.missing(
                  listText(
                    month.missing.map((owner) => departmentText(owner, language)),
                    language,
                  ),
                )}`}
            </td>
            <td>{month.subjects}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

interface Ranked {
  readonly name: string;
  readonly figures: readonly (string | number)[];
}

const Ranking = ({
  title,
  columns,
  rows,
}: {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly Ranked[];
}) =>
  rows.length === 0 ? null : (
    <table className="fournets-table">
      <caption>{title}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.slice(0, SHOWN_MAX).map(({ name, figures: [first, second] }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{first}</td>
            <td>{second}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );

/** The months of a test, where its hits are, who else finds them, and what it took. */
export const BackTestResult = ({ test, language }: Shown & { readonly test: TestResult }) => {
  const texts = PANEL_TEXTS[language];
  const { months, untested, units, overlaps, cost, precision, gaps } = test;
  return (
    <>
      <p role="status">{texts.cost(cost.requests, cost.subjects, cost.seconds.toFixed(1))}</p>
      {untested.length > 0 && <p className="fournets-problem">{texts.untested(untested.join(', '))}</p>}
      <Months months={months} language={language} />
      <Ranking
        title={texts.units}
        columns={[texts.unit, texts.hits, texts.money]}
        rows={(units ?? []).map(({ unit, name, hits, amount }) => ({
          name: name ?? unit ?? '—',
          figures: [hits, amount],
        }))}
      />
      <Ranking
        title={texts.overlaps}
        columns={[texts.rule, texts.hits, texts.share]}
        rows={(overlaps ?? [])
          .filter(({ hits }) => hits > 0)
          .map(({ rule, hits, share }) => ({ name: rule, figures: [hits, percent(share)] }))}
      />
      {precision.hits !== null && (
        <p>
          {texts.precision}
          {DESK_TEXTS[language].colon}
          {texts.precisionIs(precision.hits.confirmed, precision.hits.refuted, percent(precision.hits.ratio))}
        </p>
      )}
      <Gaps gaps={gaps} language={language} />
    </>
  );
};
