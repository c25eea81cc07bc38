import type { DeedName } from '../../../../../oversight/deed/askers.ts';
import type { Bilingual } from '../../../operations.ts';
import type { DeedField, DeedValues } from './enter/form.ts';

/** What a rule would find, or finds. */
export interface DeedHit {
  readonly rule: string;
  /** Null where the ledger keeps none yet. */
  readonly version: number | null;
  readonly en: string;
  readonly zh: string;
  readonly subject: string;
  readonly severity: string;
  readonly articles: readonly string[];
  readonly isNew: boolean;
  /** Null where an owner keeps the facts from the asker. */
  readonly says: Bilingual | null;
  readonly saysNow: Bilingual | null;
  readonly amount: string | null;
  /** Departments that keep facts of it from the asker. */
  readonly hiddenBy: readonly string[];
}

/** Something registered that stands against the deed. */
export interface DeedObstacle {
  readonly kind: string;
  /** Null where its owner keeps it from the asker. */
  readonly says: Bilingual | null;
  readonly hiddenBy: readonly string[];
}

/** A rule that could not be decided. */
export interface DeedUndecided {
  readonly rule: string;
  /** Without whom; `rule` where it cannot be worked out. */
  readonly owners: readonly string[];
}

/** What the rules read of a department, and what of it the asker is not shown. */
export interface DeedReading {
  readonly department: string;
  readonly coordinates: readonly string[];
  readonly hidden: readonly string[];
}

/** What the rules say to a deed. */
export interface DeedCheck {
  readonly allowed: 'GREEN' | 'AMBER' | 'RED' | 'UNKNOWN';
  readonly asOf: string | null;
  readonly obstacles: readonly DeedObstacle[];
  readonly wouldFire: readonly DeedHit[];
  readonly standing: readonly DeedHit[];
  readonly undecided: readonly DeedUndecided[];
  readonly missing: readonly string[];
  readonly read: readonly DeedReading[];
}

/** What comes back. */
export interface DeedAnswer {
  readonly check: DeedCheck;
  /** Null where the register has no such institution today. */
  readonly institution: { readonly name: string | null } | null;
}

/** A question about a deed. */
export interface DeedQuestion {
  readonly operationName: string;
  readonly document: string;
  readonly variables: Readonly<Record<string, string | boolean>>;
}

const ANSWER = `    allowed
    asOf
    obstacles {
      kind
      says {
        en
        zh
      }
      hiddenBy
    }
    wouldFire {
      ...Hit
    }
    standing {
      ...Hit
    }
    undecided {
      rule
      owners
    }
    missing
    read {
      department
      coordinates
      hidden
    }`;

const HIT = `fragment Hit on DeedHit {
  rule
  version
  en
  zh
  subject
  severity
  articles
  isNew
  says {
    en
    zh
  }
  saysNow {
    en
    zh
  }
  amount
  hiddenBy
}`;

/** What a field stands at. */
export const valueOf = ({ name, initial }: Pick<DeedField, 'name' | 'initial'>, values: DeedValues): string =>
  values[name] ?? initial;

/** Asks about a deed with what is entered; what is left empty is not sent. */
export const questionOf = (
  deed: DeedName,
  fields: readonly DeedField[],
  values: DeedValues,
): DeedQuestion => {
  const given = fields.flatMap((field) => {
    const value = valueOf(field, values).trim();
    return value === '' ? [] : [{ ...field, value }];
  });
  const operationName = deed.charAt(0).toUpperCase() + deed.slice(1);
  return {
    operationName,
    document: `query ${operationName}(
${given.map(({ name, type }) => `  $${name}: ${type}`).join('\n')}
) {
  check: ${deed}(
${given.map(({ name }) => `    ${name}: $${name}`).join('\n')}
  ) {
${ANSWER}
  }
  institution(code: $institution) {
    name
  }
}

${HIT}
`,
    variables: Object.fromEntries(
      given.map(({ name, kind, value }) => [name, kind === 'flag' ? value === 'true' : value]),
    ),
  };
};
