import type { UnitFacts } from '../district/facts.ts';
import type { Bench } from '../people/bench.ts';
import type { Recipe } from '../cases/recipe.ts';
import { properMatter, type Matter } from './matters.ts';

const matters = { rule: 'R08', about: 'unit', people: 0, slot: 'matters' } as const;

/** Days by which steps of an old matter and of one under way lie before the last day. */
const LONG_AGO = 400;
const LATELY = 60;

/** Adds a matter that was moved so many days before the last day, and is otherwise. */
const added =
  (days: number, change: (matter: Matter) => Matter) =>
  (facts: UnitFacts, _cast: readonly unknown[], { unit, window }: Bench): void =>
    void facts.papers.matters.push(change(properMatter(unit, 2, window.asOf - days)));

const decidedBy =
  (level: string) =>
  (matter: Matter): Matter => ({ ...matter, decided: { ...matter.decided!, level } });

const without =
  (...left: readonly string[]) =>
  (matter: Matter): Matter => ({ ...matter, steps: matter.steps.filter(({ step }) => !left.includes(step)) });

/** The appraisal came so many days after the decision. */
const appraisedAfterDecision =
  (days: number) =>
  (matter: Matter): Matter => ({
    ...matter,
    steps: matter.steps.map((one) =>
      one.step === 'APPRAISAL' ? { ...one, on: matter.decided!.on + days } : one,
    ),
  });

const undecided = (matter: Matter): Matter => ({
  ...without('DECISION', 'IMPLEMENTATION')(matter),
  decided: undefined,
});

/** A plan of use is the office's to decide. */
const planByTheOffice = (matter: Matter): Matter => ({
  ...decidedBy('OFFICE')(matter),
  kind: 'STAFFING_PLAN',
  title: matter.title.replace('编制', '用编计划'),
});

/** Matters decided too low, or with steps skipped or out of their turn. */
export const matterRecipes: readonly Recipe[] = [
  {
    ...matters,
    kind: 'hit',
    variant: 'decided-too-low',
    shape: added(LONG_AGO, decidedBy('OFFICE')),
    en: 'The office decided about posts, which is the commission’s to decide.',
    zh: '应由编委审议的编制事项由编办自行决定。',
  },
  {
    ...matters,
    kind: 'hit',
    variant: 'not-appraised',
    shape: added(LONG_AGO, without('APPRAISAL')),
    en: 'The matter was decided without an appraisal.',
    zh: '事项未经论证即审议决定。',
  },
  {
    ...matters,
    kind: 'hit',
    variant: 'appraised-afterwards',
    shape: added(LONG_AGO, appraisedAfterDecision(1)),
    en: 'The appraisal came a day after the decision.',
    zh: '先决定后论证。',
  },
  {
    ...matters,
    kind: 'hit',
    variant: 'never-carried-out',
    shape: added(LONG_AGO, without('IMPLEMENTATION')),
    en: 'What was decided has not been carried out for a year.',
    zh: '决定后长期未组织实施。',
  },
  {
    ...matters,
    kind: 'near-miss',
    variant: 'decided-by-the-office-as-it-may',
    shape: added(LONG_AGO, planByTheOffice),
    en: 'The office decided about a plan of use, as it may.',
    zh: '编办在权限内批准用编计划。',
  },
  {
    ...matters,
    kind: 'near-miss',
    variant: 'decided-higher-than-needed',
    shape: added(LONG_AGO, decidedBy('PARTY_COMMITTEE')),
    en: 'The Party committee decided what the commission could have decided.',
    zh: '由更高层级审议决定。',
  },
  {
    ...matters,
    kind: 'near-miss',
    variant: 'appraised-on-the-day',
    shape: added(LONG_AGO, appraisedAfterDecision(0)),
    en: 'Appraised on the day of the decision.',
    zh: '论证与决定在同一日。',
  },
  {
    ...matters,
    kind: 'near-miss',
    variant: 'under-way',
    shape: added(LATELY, undecided),
    en: 'Not decided yet: moved and appraised, and the rest is to come.',
    zh: '事项办理中，尚未审议决定。',
  },
  {
    ...matters,
    kind: 'near-miss',
    variant: 'to-be-carried-out',
    shape: added(LATELY, without('IMPLEMENTATION')),
    en: 'Decided a few days ago, and still in time to be carried out.',
    zh: '决定不久，仍在组织实施期限内。',
  },
];
