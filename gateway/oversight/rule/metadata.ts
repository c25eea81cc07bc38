import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  extendSchema,
  getDirectiveValues,
  parse,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { SCHEMA_DIRECTORY } from '../../../schema/sdl.ts';

/** Folder of the built-in rules: one document per file, and the directives that they are written with. */
export const RULES_DIRECTORY = path.join(SCHEMA_DIRECTORY, 'rules');

/** A text in both languages. */
export interface Bilingual {
  readonly en: string;
  readonly zh: string;
}

export type Severity = 'RED' | 'AMBER';

/** True for a hit of a rule, also a graver one than the rule is; a mere warning of a RED rule is none. */
export const isFull = (severity: string | null, rule: Severity): boolean =>
  severity === 'RED' || (severity === 'AMBER' && rule === 'AMBER');

export type SubjectKind = 'PERSON' | 'INSTITUTION';

/** What `@rule` says of a rule, see `schema/rules/rule.graphql`. Expressions are CEL. */
export interface Metadata extends Bilingual {
  readonly id: string;
  readonly severity: Severity;
  readonly subject: SubjectKind;
  readonly articles: readonly string[];
  readonly let: readonly { readonly name: string; readonly cel: string }[];
  readonly each?: string | null;
  readonly perItem: readonly { readonly name: string; readonly cel: string }[];
  readonly condition: string;
  readonly warning?: string | null;
  readonly graver?: string | null;
  readonly period?: string | null;
  readonly amount?: string | null;
  readonly institution?: string | null;
  readonly explains?: string | null;
  readonly says: Bilingual;
  readonly floor: number;
}

let directives: ReturnType<typeof parse> | undefined;

/** A graph in which rules can be written: what clients see, and the directives of rules. */
export const ruleSchema = (apiSchema: GraphQLSchema): GraphQLSchema => {
  directives ??= parse(readFileSync(path.join(RULES_DIRECTORY, 'rule.graphql'), 'utf8'));
  return extendSchema(apiSchema, directives, { assumeValidSDL: true });
};

/** What an operation says of itself as a rule; undefined where it says nothing. */
export const metadataOf = (
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
): Metadata | undefined => {
  const directive = schema.getDirective('rule');
  return directive ? (getDirectiveValues(directive, operation) as Metadata | undefined) : undefined;
};
