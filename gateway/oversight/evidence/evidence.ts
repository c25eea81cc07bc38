import type { Rule } from '../rule/compile.ts';
import { RECORD_VERSION } from '../rule/record-versions.ts';
import type { Shape } from '../rule/shape.ts';
import type { FieldOwners } from './owners.ts';

/** One fact that decided, as its owner answered; or the version of the record that it stands in. */
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
  readonly facts: readonly Fact[];
}

/** Why a finding was made. */
export interface Evidence {
  readonly articles: readonly string[];
  /** Day that the facts were read as of. */
  readonly asOf: string;
  /** When they were read, ISO 8601. */
  readonly readAt: string;
  readonly owners: readonly OwnerEvidence[];
}

/** Agreements under which an owner answers fields of a rule; null where it did not say. */
export type AgreementsOf = (owner: string, coordinates: ReadonlySet<string>) => readonly string[] | null;

const below = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

/** Makes the evidence of a rule's findings from what the graph answered about their subjects. */
export const evidenceOf = (
  rule: Rule,
  owners: FieldOwners,
  agreementsOf: AgreementsOf,
): ((row: Readonly<Record<string, unknown>>, asOf: string, readAt: string) => Evidence) => {
  const coordinates = owners.coordinates(rule);
  const agreements = new Map(
    [...coordinates].map(([owner, asked]) => [owner, agreementsOf(owner, asked)] as const),
  );
  const roots = new Set(rule.roots.map(({ name }) => owners.of(`Query.${name.value}`, undefined)));
  const [root] = roots;

  return (row, asOf, readAt) => {
    const facts = new Map<string, Fact[]>();
    const note = (owner: string, fact: Fact): void => {
      const known = facts.get(owner) ?? [];
      facts.set(owner, known);
      known.push(fact);
    };
    const walk = (shape: Shape, value: unknown, path: string, coordinate: string, owner: string): void => {
      if (shape.kind === 'leaf' || value === null || value === undefined)
        note(owner, { path, coordinate, value: value ?? null });
      else if (shape.kind === 'list') {
        if (shape.of.kind === 'leaf') walk({ kind: 'leaf', leaf: 'string' }, value, path, coordinate, owner);
        else
          (value as readonly unknown[]).forEach((item, index) =>
            walk(shape.of, item, `${path}[${index}]`, coordinate, owner),
          );
      } else {
        const record = value as Record<string, unknown>;
        for (const field of shape.fields)
          walk(
            field.shape,
            record[field.name],
            below(path, field.name),
            field.coordinate,
            owners.of(field.coordinate, owner),
          );
        const version = record[RECORD_VERSION];
        const versioned = `${shape.type}.version`;
        if (typeof version === 'number')
          note(owners.of(versioned, owner), {
            path: below(path, 'version'),
            coordinate: versioned,
            value: version,
          });
      }
    };
    walk(rule.subject, row, '', rule.subject.type, root ?? 'gateway');
    return {
      articles: rule.metadata.articles,
      asOf,
      readAt,
      owners: [...facts]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([owner, known]) => ({ owner, agreements: agreements.get(owner) ?? null, facts: known })),
    };
  };
};
