// The ledger against a model of it, one finding at a time, over whatever is entered and judged in whatever order.
import fc from 'fast-check';
import {
  clerk,
  CONFIRM,
  hit,
  openOversight,
  personKey,
  REFUTE,
  undecided,
  type OversightOffice,
  type Shown,
} from '../support/oversight.ts';

const SUBJECTS = [1, 2, 3].map(personKey);
const DAYS = ['2026-06-13', '2026-06-14', '2026-06-15'];

interface Entry {
  readonly version: number;
  readonly asOf: string;
  /** Subjects from this place to that; those in it are evaluated. */
  readonly from: number;
  readonly to: number;
  readonly byRange: boolean;
  readonly hits: readonly { readonly subject: number; readonly period: string; readonly digest: string }[];
  readonly unknown: readonly number[];
}

interface Judgement {
  readonly pick: number;
  readonly verdict: 'CONFIRMED' | 'REFUTED';
}

/** A finding of the model. */
interface Known {
  state: string;
  present: boolean;
  digest: string | null;
  owners: readonly string[] | null;
  asOf: string;
  /** Place of its verdict among all; later ones are higher. */
  verdict: number;
  readonly actions: string[];
}

type Ledger = Map<string, Known>;

const keyOf = (subject: string, period: string, version: number): string => `${subject} ${period} ${version}`;
const unjudged = new Set(['SUSPECTED', 'UNKNOWN']);

/** The latest verdict on the same facts under the other versions. */
const judgedElsewhere = (ledger: Ledger, key: string, digest: string): Known | undefined =>
  [...ledger]
    .filter(([other, { state }]) => other !== key && ['CONFIRMED', 'REFUTED'].includes(state))
    .filter(([other, known]) => other.slice(0, -1) === key.slice(0, -1) && known.digest === digest)
    .map(([, known]) => known)
    .toSorted((one, other) => other.verdict - one.verdict)[0];

const seeAgain = (known: Known, digest: string, elsewhere: Known | undefined): void => {
  const { state, present } = known;
  const differs = known.digest !== digest;
  const move = (action: string, next: string = state): void => {
    known.actions.push(action);
    known.state = next;
  };
  const begin = (action: string): void => {
    move(elsewhere === undefined ? action : 'TAKEN_OVER', elsewhere?.state ?? 'SUSPECTED');
    known.verdict = elsewhere?.verdict ?? 0;
  };
  if (state === 'WITHDRAWN') begin('REAPPEARED');
  else if (state === 'UNKNOWN') begin('DECIDED');
  else if (differs && state === 'REFUTED') begin('FACTS_CHANGED');
  else if (differs) move('CHANGED');
  else if (!present) move('REAPPEARED');
  Object.assign(known, { present: true, digest, owners: null });
};

const enter = (ledger: Ledger, { version, asOf, hits, unknown, ...entry }: Entry): void => {
  const evaluated = new Set(SUBJECTS.slice(entry.from, entry.to));
  const undecidable = new Set(unknown.map((index) => SUBJECTS[index]));
  const hitKeys = new Set<string>();
  const hitRows = hits.map((one) => ({ ...one, subject: SUBJECTS[one.subject] ?? '' }));
  for (const { subject, period, digest } of hitRows) {
    const key = keyOf(subject, period, version);
    if (hitKeys.has(key)) continue;
    hitKeys.add(key);
    const known = ledger.get(key);
    const elsewhere = judgedElsewhere(ledger, key, digest);
    if (known === undefined)
      ledger.set(key, {
        state: elsewhere?.state ?? 'SUSPECTED',
        present: true,
        digest,
        owners: null,
        asOf,
        verdict: elsewhere?.verdict ?? 0,
        actions: [elsewhere === undefined ? 'APPEARED' : 'TAKEN_OVER'],
      });
    else if (known.asOf <= asOf) {
      seeAgain(known, digest, elsewhere);
      known.asOf = asOf;
    }
  }
  for (const [key, known] of ledger) {
    const [subject = '', , of] = key.split(' ');
    if (Number(of) > version || known.asOf > asOf || hitKeys.has(key)) continue;
    if (!evaluated.has(subject) || undecidable.has(subject)) continue;
    if (!unjudged.has(known.state) && !known.present && known.owners === null) continue;
    if (unjudged.has(known.state)) {
      known.state = 'WITHDRAWN';
      known.actions.push('WITHDRAWN');
    } else if (known.present) known.actions.push('GONE');
    Object.assign(known, { present: false, owners: null, asOf });
  }
  for (const subject of undecidable) {
    const own = [...ledger].filter(([key]) => key.startsWith(`${subject} `) && key.endsWith(` ${version}`));
    for (const [, known] of own)
      if (known.asOf <= asOf)
        Object.assign(known, { owners: ['hr'], ...(known.state === 'UNKNOWN' && { asOf }) });
    if (own.length === 0)
      ledger.set(keyOf(subject ?? '', '', version), {
        state: 'UNKNOWN',
        present: false,
        digest: null,
        owners: ['hr'],
        asOf,
        verdict: 0,
        actions: ['UNDECIDED'],
      });
  }
};

const place = fc.nat(SUBJECTS.length - 1);
const entry: fc.Arbitrary<Entry> = fc.record({
  version: fc.constantFrom(1, 1, 2),
  asOf: fc.constantFrom(...DAYS),
  from: place,
  to: fc.integer({ min: 0, max: SUBJECTS.length }),
  byRange: fc.boolean(),
  hits: fc.array(
    fc.record({ subject: place, period: fc.constantFrom('', 'p'), digest: fc.constantFrom('a', 'b') }),
    { maxLength: 3 },
  ),
  unknown: fc.uniqueArray(place, { maxLength: 2 }),
});
const judgement: fc.Arbitrary<Judgement> = fc.record({
  pick: fc.nat(5),
  verdict: fc.constantFrom('CONFIRMED', 'REFUTED'),
});

const inputOf = ({ version, asOf, from, to, byRange, hits, unknown }: Entry) => ({
  version,
  asOf,
  // The range begins behind its first key and ends with its last.
  ...(byRange
    ? { evaluated: { from: personKey(from), upTo: personKey(to) } }
    : { subjects: SUBJECTS.slice(from, to) }),
  hits: hits.map(({ subject, period, digest }) => hit(SUBJECTS[subject] ?? '', { period, digest })),
  unknown: unknown.map((index) => undecided(SUBJECTS[index] ?? '')),
});

/** What matters of a finding; its number and its times are no matter of order. */
const essence = ({ subject, period, ruleVersion, ...shown }: Shown) => ({
  key: keyOf(subject, period, ruleVersion),
  state: shown.state,
  present: shown.present,
  digest: shown.digest,
  owners: shown.unknownOwners,
  asOf: Reflect.get(shown, 'asOf'),
  actions: shown.events.map(({ action }) => action),
});
const essenceOf = (ledger: Ledger) =>
  [...ledger]
    .map(([key, { state, present, digest, owners, asOf, actions }]) => ({
      key,
      state,
      present,
      digest,
      owners,
      asOf,
      actions,
    }))
    .toSorted((one, other) => (one.key < other.key ? -1 : 1));

let office: OversightOffice;
beforeAll(async () => {
  office = await openOversight();
});
afterAll(() => office.close());

const shown = async (rule: string) => (await office.ledger(rule)).map(essence);

let verdicts = 0;
const judge = async (rule: string, ledger: Ledger, { pick, verdict }: Judgement): Promise<void> => {
  const finding = (await office.ledger(rule))[pick];
  if (finding === undefined) return;
  const { id, version, state } = finding;
  const { errors } = await office.ask(clerk, verdict === 'CONFIRMED' ? CONFIRM : REFUTE, {
    id,
    version,
    reason: '核实',
  });
  const judgeable = ['SUSPECTED', 'CONFIRMED', 'REFUTED'].includes(state) && state !== verdict;
  expect(errors.map(({ code }) => code)).toEqual(judgeable ? [] : ['FINDING_STATE_OTHER']);
  const known = ledger.get(keyOf(finding.subject, finding.period, finding.ruleVersion));
  if (!judgeable || known === undefined) return;
  known.state = verdict;
  known.verdict = verdicts += 1;
  known.actions.push(verdict);
};

it('is what the model says, whatever is entered and judged, and once more changes nothing', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof({ weight: 3, arbitrary: entry }, { weight: 1, arbitrary: judgement }), {
        minLength: 1,
        maxLength: 8,
      }),
      async (steps) => {
        const rule = await office.rule(2);
        const ledger: Ledger = new Map();
        for (const step of steps) {
          if ('verdict' in step) {
            await judge(rule, ledger, step);
            continue;
          }
          enter(ledger, step);
          await office.record(rule, inputOf(step));
          const after = await shown(rule);
          expect(after).toEqual(essenceOf(ledger));
          await office.record(rule, inputOf(step));
          expect(await shown(rule)).toEqual(after);
        }
        expect(await shown(rule)).toEqual(essenceOf(ledger));
      },
    ),
    { numRuns: 60 },
  ));

it('is the same in whatever order batches of different subjects are entered, one after the other or at once', () => {
  const batch = (index: number) =>
    fc.array(
      entry.map((one) => ({
        ...one,
        from: index,
        to: index + 1,
        hits: one.hits.map((each) => ({ ...each, subject: index })),
        unknown: one.unknown.slice(0, 1).map(() => index),
      })),
      { maxLength: 3 },
    );
  return fc.assert(
    fc.asyncProperty(
      fc.tuple(batch(0), batch(1), batch(2)),
      fc.shuffledSubarray([0, 1, 2], { minLength: 3 }),
      async (batches, order) => {
        const [first, second, third] = [await office.rule(2), await office.rule(2), await office.rule(2)];
        const run = async (rule: string, steps: readonly Entry[]): Promise<void> => {
          for (const step of steps) await office.record(rule, inputOf(step));
        };
        await run(first, batches.flat());
        await run(
          second,
          order.flatMap((index) => batches[index] ?? []),
        );
        await Promise.all(batches.map((steps) => run(third, steps)));
        const ledger = await shown(first);
        expect(await shown(second)).toEqual(ledger);
        expect(await shown(third)).toEqual(ledger);
      },
    ),
    { numRuns: 25 },
  );
});
