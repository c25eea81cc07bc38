import type { Rule } from '../rule/compile.ts';
import { RECORD_VERSION } from '../rule/record-versions.ts';
import type { Shape } from '../rule/shape.ts';
import { fieldPath, itemPath } from './deciding.ts';
import type { FieldOwners } from './owners.ts';

/** One fact, as its owner answered; or the version of the record that it stands in. */
export interface Fact {
  /** Place below the subject, e.g. `death.diedOn`. */
  readonly path: string;
  /** `Type.field`. */
  readonly coordinate: string;
  readonly value: unknown;
}

/** What one owner contributed to a finding. */
export interface OwnerEvidence {
  readonly owner: string;
  /**
   * Numbers of the agreements under which it answered: none where it is the office's own data, or what anybody is shown;
   * null where the owner did not answer when it was asked for them.
   */
  readonly agreements: readonly string[] | null;
  /** What decided, see `undecidingOf`. */
  readonly facts: readonly Fact[];
  /** What was read besides, and without which the finding would be the same. */
  readonly alsoRead: readonly Fact[];
}

/** Why a finding was made. */
export interface Evidence {
  readonly articles: readonly string[];
  /** Day that the facts were read as of. */
  readonly asOf: string;
  /** When they were read, ISO 8601. */
  readonly readAt: string;
  /** False where it would have taken too long to tell what decided: all that was read stands there as if it had. */
  readonly narrowed: boolean;
  readonly owners: readonly OwnerEvidence[];
}

/** Agreements under which an owner answers fields of a rule; null where it did not say. */
export type AgreementsOf = (owner: string, coordinates: ReadonlySet<string>) => readonly string[] | null;

/** Makes the evidence of a finding from what the graph answered about its subject. */
export type MakeEvidence = (
  row: Readonly<Record<string, unknown>>,
  /** Places of list items that did not decide it; undefined where that was not told. */
  undeciding: ReadonlySet<string> | undefined,
  asOf: string,
  readAt: string,
) => Evidence;

interface Place extends Pick<Fact, 'path' | 'coordinate'> {
  readonly owner: string;
  /** False within a list item that did not decide. */
  readonly decided: boolean;
}

interface Told {
  readonly facts: Fact[];
  readonly alsoRead: Fact[];
}

/** Makes the evidence of a rule's findings. */
export const evidenceOf = (rule: Rule, owners: FieldOwners, agreementsOf: AgreementsOf): MakeEvidence => {
  const coordinates = owners.coordinates(rule);
  const agreements = new Map(
    [...coordinates].map(([owner, asked]) => [owner, agreementsOf(owner, asked)] as const),
  );
  const roots = new Set(rule.roots.map(({ name }) => owners.of(`Query.${name.value}`, undefined)));
  const [root] = roots;

  return (row, undeciding, asOf, readAt) => {
    const told = new Map<string, Told>();
    const note = (owner: string, fact: Fact, decided: boolean): void => {
      const known = told.get(owner) ?? { facts: [], alsoRead: [] };
      told.set(owner, known);
      known[decided ? 'facts' : 'alsoRead'].push(fact);
    };
    const walk = (shape: Shape, value: unknown, { path, coordinate, owner, decided }: Place): void => {
      if (shape.kind === 'leaf' || value === null || value === undefined)
        note(owner, { path, coordinate, value: value ?? null }, decided);
      else if (shape.kind === 'list') {
        if (shape.of.kind === 'leaf') note(owner, { path, coordinate, value }, decided);
        else
          (value as readonly unknown[]).forEach((item, index) => {
            const at = itemPath(path, index);
            const decides = decided && undeciding?.has(at) !== true;
            walk(shape.of, item, { path: at, coordinate, owner, decided: decides });
          });
      } else {
        const record = value as Record<string, unknown>;
        for (const field of shape.fields)
          walk(field.shape, record[field.name], {
            path: fieldPath(path, field.name),
            coordinate: field.coordinate,
            owner: owners.of(field.coordinate, owner),
            decided,
          });
        const version = record[RECORD_VERSION];
        const versioned = `${shape.type}.version`;
        if (typeof version === 'number') {
          const fact = { path: fieldPath(path, 'version'), coordinate: versioned, value: version };
          note(owners.of(versioned, owner), fact, decided);
        }
      }
    };
    const coordinate = rule.subject.type;
    walk(rule.subject, row, { path: '', coordinate, owner: root ?? 'gateway', decided: true });
    return {
      articles: rule.metadata.articles,
      asOf,
      readAt,
      narrowed: undeciding !== undefined,
      owners: [...told]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([owner, known]) => ({ owner, agreements: agreements.get(owner) ?? null, ...known })),
    };
  };
};
