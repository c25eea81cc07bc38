import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DEPARTMENT_NAMES } from '../../schema/departments.ts';
import { departmentSdl, SCHEMA_DIRECTORY } from '../../schema/sdl.ts';
import { catalogueDocument, departmentCatalogues } from './catalogue.ts';
import { errorTable } from './error-table.ts';
import { compiledRules } from './rules/compiled.ts';
import { rulesDocument } from './rules/document.ts';
import { resolverTypes, resolverTypesFile } from './resolver-types.ts';
import { clientSdl, compose, departmentContracts, type SubgraphContract } from './supergraph.ts';

/** A file that is generated, committed and compared. */
export interface GeneratedFile {
  /** Path from the top of the repository. */
  readonly name: string;
  readonly path: string;
  readonly text: string;
}

const ROOT = path.join(SCHEMA_DIRECTORY, '..');

const fileOf = (file: string, text: string): GeneratedFile => ({
  name: path.relative(ROOT, file),
  path: file,
  text,
});
const inSchema = (name: string, text: string): GeneratedFile =>
  fileOf(path.join(SCHEMA_DIRECTORY, name), text);

/**
 * Everything that is generated from `schema/`: the supergraph, the API, the resolver types, the documents. Throws
 * COMPOSITION_FAILED, and RULES_DO_NOT_FIT where a contract lacks what a standing rule reads.
 */
export const generatedFiles = async (
  contracts: readonly SubgraphContract[] = departmentContracts(),
): Promise<{
  files: readonly GeneratedFile[];
  hints: readonly string[];
}> => {
  const { supergraphSdl, hints } = compose(contracts);
  const rules = compiledRules(supergraphSdl);
  const types = await Promise.all(
    DEPARTMENT_NAMES.map(async (name) => fileOf(resolverTypesFile(name), await resolverTypes(name))),
  );
  const files = [
    inSchema('supergraph.graphql', supergraphSdl),
    inSchema('api.graphql', `${clientSdl(supergraphSdl)}\n`),
    inSchema('errors.md', errorTable()),
    inSchema('rules.md', rulesDocument(supergraphSdl, rules)),
    inSchema('catalogue.md', catalogueDocument(departmentCatalogues(departmentSdl))),
    ...types,
  ];
  return { files, hints };
};

/** Files whose text on disk is another. */
export const staleFiles = (files: readonly GeneratedFile[]): GeneratedFile[] =>
  files.filter(({ path: file, text }) => !existsSync(file) || readFileSync(file, 'utf8') !== text);

/** Writes the files that differ. */
export const writeFiles = (files: readonly GeneratedFile[]): void => {
  for (const { path: file, text } of staleFiles(files)) writeFileSync(file, text);
};
