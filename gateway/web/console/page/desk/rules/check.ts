import type { Bilingual } from '../../../operations.ts';

/** Something that is wrong with a text, and where. */
export interface RuleFault extends Bilingual {
  readonly code: string;
  readonly line: number | null;
  readonly column: number | null;
}

/** A parameter; default and value are JSON. */
export interface RuleParameter extends Bilingual {
  readonly name: string;
  readonly type: string;
  readonly source: string;
  readonly default: string | null;
  readonly value: string;
}

/** A rule that can be used. */
export interface CheckedRule extends Bilingual {
  readonly id: string;
  readonly severity: 'RED' | 'AMBER';
  readonly subject: 'PERSON' | 'INSTITUTION';
  readonly floor: number;
  readonly populations: readonly string[];
  readonly parameters: readonly RuleParameter[];
  readonly reads: readonly { readonly department: string; readonly coordinates: readonly string[] }[];
}

/** What became of a text. */
export interface RuleCheck {
  readonly rule: CheckedRule | null;
  readonly faults: readonly RuleFault[];
}

/** Has the gateway compile a text. */
export const CHECK = `query DeskCheck($text: String!, $parameters: String) {
  check: checkRule(text: $text, parameters: $parameters) {
    rule {
      id en zh severity subject floor populations
      parameters { name type en zh source default value } reads { department coordinates }
    }
    faults { code line column en zh }
  }
}`;
