import { EvaluationError } from '@marcbachmann/cel-js';
import type { GraphQLError } from 'graphql';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { ERRORS, type ErrorCode } from '../../../schema/errors.ts';
import type { Rule } from '../rule/compile.ts';
import { judgeOf, type Hit, type Judge } from './judge.ts';
import { PAGE, together } from './populations.ts';
import { spelled } from './spelled.ts';

/** Which subjects of a rule are asked for. */
export interface Range {
  /** Keys behind this one; null from the first. */
  readonly after: string | null;
  /** Keys up to this one, itself included; null up to the last. */
  readonly upTo: string | null;
  /** Only these; null for all. */
  readonly among: readonly string[] | null;
}

/** Asks the graph; what it answers. */
export type Ask = (
  rule: Rule,
  variables: Readonly<Record<string, unknown>>,
) => Promise<{
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly GraphQLError[];
}>;

type Row = Readonly<Record<string, unknown>>;

/** A subject with what was found about it. */
export interface Found {
  readonly key: string;
  readonly row: Row;
  readonly hits: readonly Hit[];
}

/** A subject about which nothing can be said, and the owners that did not answer, or `rule`. */
export interface Unknown {
  readonly key: string;
  readonly owners: readonly string[];
  /** True where an owner may answer when it is asked again; false where all of them refuse. */
  readonly passing: boolean;
}

/** What a page of a population came to. */
export interface Judged {
  readonly found: readonly Found[];
  readonly unknown: readonly Unknown[];
  readonly subjects: number;
  /** Key behind which the next page begins; null where there is none. */
  readonly next: string | null;
  /**
   * Owners without whom it is not even known who the subjects are: nothing of the range has been decided. Empty where
   * the page stands.
   */
  readonly missing: readonly string[];
  /** Why they will not answer when they are asked again, as none of them is only away; else undefined. */
  readonly refusal: GraphQLError | undefined;
}

const SERVER_FAULT = 500;

/** Owners that are away may be back; what they refuse, and what does not fit, they refuse again until somebody changes it. */
const isPassing = ({ extensions: { code } }: GraphQLError): boolean =>
  !(typeof code === 'string' && code in ERRORS) || ERRORS[code as ErrorCode].http >= SERVER_FAULT;

/** The owner that an error comes from. */
export const ownerOf = ({ extensions }: GraphQLError): string => {
  const { owner, service } = extensions;
  return typeof owner === 'string' ? owner : typeof service === 'string' ? service : 'gateway';
};

/** A place in the answer below a subject, whatever the list items on the way; none for what may be about any place. */
const placeOf = ({ path = [], extensions }: GraphQLError): string[] =>
  extensions['code'] === 'SHARING_LIMITED'
    ? []
    : path.filter((step): step is string => typeof step === 'string').slice(1);

/** True where nothing stands at a place of a subject: there an owner did not answer. */
const lacks = (value: unknown, [step, ...below]: readonly string[]): boolean => {
  if (value === null || value === undefined) return true;
  if (Array.isArray(value))
    return value.some((item) => lacks(item, step === undefined ? [] : [step, ...below]));
  return step !== undefined && lacks((value as Row)[step], below);
};

/** The populations that are missing, or undefined where a subject lacks something below them. */
const missingOwners = (
  rule: Rule,
  data: Row | null | undefined,
  errors: readonly GraphQLError[],
): string[] => {
  const missing = data === null || data === undefined || rule.populations.some((name) => data[name] === null);
  return missing ? [...new Set(errors.map(ownerOf))] : [];
};

/** Stands for an owner where it is the rule itself that says nothing, e.g. as it adds to what is null. */
export const RULE = 'rule';

/** What becomes of a subject for which the rule cannot be worked out: it is undecided, or whoever writes the rule is told. */
export type OnFailure = 'UNDECIDED' | 'THROW';

export interface JudgeOptions {
  /** Undecided where left out. */
  readonly onFailure?: OnFailure;
  /** False where nobody reads the sentences: institutions are told by their codes, and nobody is asked for names. */
  readonly names?: boolean;
}

/** Hits of a subject; undefined where it is undecided: others are decided all the same. */
const worked = (judge: Judge, row: Row, onFailure: OnFailure): readonly Hit[] | undefined => {
  try {
    return judge(row);
  } catch (error) {
    if (onFailure === 'UNDECIDED' && error instanceof EvaluationError) return undefined;
    throw error;
  }
};

/** Others of the process have their turn after so long, e.g. whoever keeps a lease. */
const TURN_MS = 50;

/** Asks for a page of a rule's subjects and decides about each: a hit, nothing, or unknown where an owner did not answer. */
export const judgePage = async (
  rule: Rule,
  asOf: string,
  range: Range,
  ask: Ask,
  { onFailure = 'UNDECIDED', names = true }: JudgeOptions = {},
): Promise<Judged> => {
  const { asked } = rule.variablesOn(asOf);
  const { data, errors = [] } = await ask(rule, { ...asked, ...range, first: PAGE });
  const missing = missingOwners(rule, data, errors);
  if (missing.length > 0 || data === null || data === undefined)
    return {
      found: [],
      unknown: [],
      subjects: 0,
      next: null,
      missing,
      refusal: errors.some(isPassing) ? undefined : errors[0],
    };
  const keyOf = (row: Row): string => String(row[rule.key]);
  const pages = rule.populations.map((name) => (data[name] ?? []) as readonly Row[]);
  const { subjects, next } = together(pages, keyOf);
  const judge = judgeOf(rule, asOf);
  const gaps = errors.map((error) => ({
    owner: ownerOf(error),
    place: placeOf(error),
    passing: isPassing(error),
  }));
  const found: Found[] = [];
  const unknown: Unknown[] = [];
  let began = performance.now();
  for (const row of subjects) {
    if (performance.now() - began > TURN_MS) {
      await nextTurn();
      began = performance.now();
    }
    const key = keyOf(row);
    const lacking = gaps.filter(({ place }) => place.length === 0 || lacks(row, place));
    if (lacking.length > 0)
      unknown.push({
        key,
        owners: [...new Set(lacking.map(({ owner }) => owner))].sort(),
        passing: lacking.some(({ passing }) => passing),
      });
    else {
      const hits = worked(judge, row, onFailure);
      if (hits === undefined) unknown.push({ key, owners: [RULE], passing: false });
      else found.push({ key, row, hits });
    }
  }
  return {
    found: await spelled(rule, asOf, found, names ? ask : undefined),
    unknown,
    subjects: subjects.length,
    next,
    missing: [],
    refusal: undefined,
  };
};
