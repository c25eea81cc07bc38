import { expression, type Expression } from '../condition/expression.ts';
import { withWords } from '../condition/functions.ts';
import type { LabelsOf } from '../condition/says/labels.ts';
import { sentence, type Sentence } from '../condition/says/sentence.ts';
import { typeEnvironment } from '../condition/types.ts';
import type { RuleDocument } from './document.ts';
import { ruleFault } from './fault.ts';
import type { Bilingual, Metadata, SubjectKind } from './metadata.ts';
import type { PlaceOf } from './places.ts';
import type { Shape } from './shape.ts';

/** A value with a name. */
export interface Binding {
  readonly name: string;
  readonly expression: Expression;
}

/** The parts of a rule that are worked out for a subject, checked. */
export interface Condition {
  readonly let: readonly Binding[];
  readonly each: Expression | undefined;
  readonly perItem: readonly Binding[];
  readonly condition: Expression;
  readonly warning: Expression | undefined;
  readonly graver: Expression | undefined;
  readonly period: Expression | undefined;
  readonly amount: Expression | undefined;
  readonly institution: Expression | undefined;
  /** Whether a hit explains a difference between the three counts; sees `DIFFERENCE` beside all else. */
  readonly explains: Expression | undefined;
  readonly says: { readonly en: Sentence; readonly zh: Sentence };
}

/** What the two kinds of subject are called: in expressions, in the graph, and their keys. */
export const SUBJECTS: Readonly<
  Record<SubjectKind, { readonly name: string; readonly type: string; readonly key: string }>
> = {
  PERSON: { name: 'person', type: 'Person', key: 'pid' },
  INSTITUTION: { name: 'institution', type: 'Institution', key: 'code' },
};

/** What `explains` sees of a difference, and its types. */
const DIFFERENCE = { unit: 'string', isSeated: 'bool', isEmployed: 'bool', isPaid: 'bool' } as const;

const optional = <T>(given: string | null | undefined, make: (cel: string) => T): T | undefined =>
  given === null || given === undefined ? undefined : make(given);

/** Checks the expressions of a rule. Throws RULE_INVALID with the place in its text. */
export const conditionOf = (
  { metadata }: RuleDocument,
  shape: Shape,
  variables: Readonly<Record<string, string>>,
  placeOf: PlaceOf,
  labelsOf: LabelsOf,
): Condition => {
  const { id: rule, says } = metadata;
  const environment = typeEnvironment(SUBJECTS[metadata.subject].name, shape, variables);
  const where = (path: string) => ({ rule, at: (offset: number) => placeOf(path, offset) });
  const check =
    (part: string, type?: 'bool' | 'string' | 'int' | 'list', path = part, seeing = environment) =>
    (cel: string) =>
      expression(seeing, cel, { ...where(path), part, type });
  const register = (name: string, type: string, path: string, to = environment): void => {
    try {
      to.registerVariable(name, type);
    } catch (cause) {
      const reason = {
        en: `the name ${name} is taken, or is no name`,
        zh: `名称 ${name} 已被占用或不是有效名称`,
      };
      throw ruleFault(rule, reason, placeOf(path, 0), cause);
    }
  };
  const bind =
    (list: 'let' | 'perItem') =>
    ({ name, cel }: Metadata['let'][number], index: number): Binding => {
      const path = `${list}.${index}.cel`;
      const checked = check(name, undefined, path)(cel);
      register(name, checked.type, path);
      return { name, expression: checked };
    };
  const bindings = metadata.let.map(bind('let'));
  const each = optional(metadata.each, check('each', 'list'));
  if (each !== undefined) environment.registerVariable('item', each.type.slice('list<'.length, -1));
  const perItem = metadata.perItem.map(bind('perItem'));
  const saying = withWords(environment.clone());
  const said = (language: keyof Bilingual): Sentence =>
    sentence(saying, says[language], { ...where(`says.${language}`), language, labelsOf });
  const explained = (cel: string): Expression => {
    const comparing = environment.clone();
    for (const [name, type] of Object.entries(DIFFERENCE)) register(name, type, 'explains', comparing);
    return check('explains', 'bool', 'explains', comparing)(cel);
  };
  return {
    let: bindings,
    each,
    perItem,
    condition: check('condition', 'bool')(metadata.condition),
    warning: optional(metadata.warning, check('warning', 'bool')),
    graver: optional(metadata.graver, check('graver', 'bool')),
    period: optional(metadata.period, check('period', 'string')),
    amount: optional(metadata.amount, check('amount', 'int')),
    institution: optional(metadata.institution, check('institution', 'string')),
    explains: optional(metadata.explains, explained),
    says: { en: said('en'), zh: said('zh') },
  };
};
