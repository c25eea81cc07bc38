import { Kind, parse } from 'graphql';
import type { ArgumentNode, DirectiveNode, OperationDefinitionNode } from 'graphql';
import type { Bilingual } from '../../operations.ts';

/** How people judged findings of a rule. */
export interface JudgedShare {
  readonly confirmed: number;
  readonly refuted: number;
  /** 0 to 1, as a number or its decimals; null while none is judged. */
  readonly ratio: string | number | null;
}

/** A version of a rule as the ledger keeps it. */
export interface KeptVersion {
  readonly version: number;
  readonly text: string;
  /** A JSON object. */
  readonly parameters: string;
  readonly origin: 'BUILTIN' | 'SAVED';
  readonly savedBy: string;
  readonly savedDepartment: string;
  readonly savedAt: string;
  readonly note: string | null;
}

/** A rule of the ledger. */
export interface KeptRule {
  readonly id: string;
  readonly active: { readonly version: number } | null;
  readonly versions: readonly KeptVersion[];
  readonly precision: JudgedShare | null;
  readonly demotedBecause: string | null;
  readonly demotedBecauseZh: string | null;
}

/** All rules with all versions. */
export const RULES = `query DeskRules {
  standingRules {
    id active { version } precision { confirmed refuted ratio } demotedBecause demotedBecauseZh
    versions { version text parameters origin savedBy savedDepartment savedAt note }
  }
}`;

/** What a text says of itself. */
export interface RuleHead extends Bilingual {
  readonly id: string;
  readonly severity: string;
  /** What it rests on, as it is written, see `articlesText`. */
  readonly articles: readonly string[];
}

/** The texts that an argument has: those of a list, or its one. */
const argumentsOf = ({ arguments: given = [] }: DirectiveNode, name: string): string[] => {
  const value = given.find((argument: ArgumentNode) => argument.name.value === name)?.value;
  const values = value?.kind === Kind.LIST ? value.values : [value];
  return values.flatMap((each) =>
    each?.kind === Kind.STRING || each?.kind === Kind.ENUM ? [each.value] : [],
  );
};

/** Reads what a text says of itself; undefined where it is no rule at all. */
export const headOf = (text: string): RuleHead | undefined => {
  try {
    const operation = parse(text).definitions.find(
      (node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION,
    );
    const rule = operation?.directives?.find(({ name }) => name.value === 'rule');
    if (rule === undefined) return undefined;
    const said = (name: string): string => argumentsOf(rule, name)[0] ?? '';
    return {
      id: said('id'),
      en: said('en'),
      zh: said('zh'),
      severity: said('severity'),
      articles: argumentsOf(rule, 'articles'),
    };
  } catch {
    return undefined;
  }
};

/** The version that works, else the latest. */
export const shownVersion = ({ active, versions }: KeptRule): KeptVersion | undefined =>
  versions.find(({ version }) => version === active?.version) ?? versions.at(-1);
