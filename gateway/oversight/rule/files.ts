import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { RULES_DIRECTORY } from './metadata.ts';

/** A built-in rule as it is written. */
export interface RuleFile {
  /** E.g. `R12-paid-after-death.graphql`. */
  readonly file: string;
  readonly text: string;
}

/** The built-in rules in the order of their numbers. */
export const ruleFiles = (): RuleFile[] =>
  readdirSync(RULES_DIRECTORY)
    .filter((file) => /^R\d+-.*\.graphql$/.test(file))
    .sort()
    .map((file) => ({ file, text: readFileSync(path.join(RULES_DIRECTORY, file), 'utf8') }));
