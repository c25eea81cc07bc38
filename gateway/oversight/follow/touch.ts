// Which changes can touch a rule: read from its document, not listed by hand.
import { Kind, type FieldNode } from 'graphql';
import type { FieldOwners } from '../evidence/owners.ts';
import type { Rule } from '../rule/compile.ts';
import type { SubjectKind } from '../rule/metadata.ts';
import type { Shape } from '../rule/shape.ts';
import type { FactsOf, ReadFacts } from './facts.ts';

/** Changes that make a rule look at subjects again. */
export interface Touch {
  readonly owner: string;
  /** Kinds of facts; undefined for any of the owner. */
  readonly facts: readonly string[] | undefined;
  /** Whom the changed facts are about. */
  readonly about: SubjectKind;
  /**
   * Undefined where whoever the facts are about is the subject itself. Else the type of what joins a subject with them,
   * e.g. `Seat`; null where nothing stands in between.
   */
  readonly through: string | null | undefined;
}

/** Kind of subject of a fact that is about nobody in particular, e.g. a level that all matters of a kind need. */
const NOBODY = 'OTHER';

/** That a fact about somebody changed, and whose fact it is. */
export interface Changed {
  readonly owner: string;
  readonly fact: string;
  readonly subjectKind: string;
  readonly subject: string;
}

/** True where a change is of a fact about nobody in particular: whoever it touches, it touches all of them. */
export const isGeneral = ({ subjectKind }: Changed): boolean => subjectKind === NOBODY;

/** True where a change is one of those. */
export const touches = ({ owner, facts, about }: Touch, changed: Changed): boolean =>
  changed.owner === owner &&
  (changed.subjectKind === about || isGeneral(changed)) &&
  (facts === undefined || facts.includes(changed.fact));

const KINDS: Readonly<Record<string, SubjectKind | undefined>> = {
  Person: 'PERSON',
  Institution: 'INSTITUTION',
};

const populationOf = ({ arguments: given = [] }: FieldNode): string => {
  const value = given.find(({ name }) => name.value === 'of')?.value;
  return value?.kind === Kind.ENUM ? value.value : '';
};

/** A place in a rule's document. */
interface Place {
  readonly owner: string;
  /** Whom values here are of. */
  readonly about: SubjectKind;
  /** As in `Touch`. */
  readonly through: string | null | undefined;
  /** Type of what stands here, where it is neither a person nor an institution. */
  readonly type: string | null;
}

/** Reads what touches a rule. */
export const touchesBy =
  (owners: FieldOwners, factsOf: FactsOf) =>
  (rule: Rule): readonly Touch[] => {
    const found = new Map<string, Touch>();
    const note = ({ names, of }: ReadFacts, { owner, about, through, type }: Place): void => {
      if (names?.length === 0) return;
      const other = of !== undefined && of !== about;
      const touch: Touch = {
        owner,
        facts: names,
        about: of ?? about,
        through: other ? (through ?? type) : through,
      };
      found.set(JSON.stringify([touch.owner, touch.facts ?? null, touch.about, touch.through ?? '']), touch);
    };
    const walk = (shape: Shape, place: Place): void => {
      if (shape.kind === 'list') walk(shape.of, place);
      if (shape.kind !== 'object') return;
      const kind = KINDS[shape.type];
      const entered = kind !== undefined && kind !== place.about;
      const here: Place = {
        ...place,
        ...(entered ? { about: kind, through: place.through ?? place.type } : {}),
        type: kind === undefined ? shape.type : null,
      };
      for (const field of shape.fields) {
        const owner = owners.of(field.coordinate, here.owner);
        note(factsOf.field(field.coordinate), { ...here, owner });
        walk(field.shape, { ...here, owner });
      }
    };
    for (const root of rule.roots) {
      const owner = owners.of(`Query.${root.name.value}`, undefined);
      const place: Place = { owner, about: rule.metadata.subject, through: undefined, type: null };
      note(factsOf.population(root.name.value, populationOf(root)), place);
      walk(rule.subject, place);
    }
    return [...found.values()];
  };
