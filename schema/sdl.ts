import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { DepartmentName } from './departments.ts';

/** Folder of the contracts, the one this file stands in. */
export const SCHEMA_DIRECTORY = import.meta.dirname;

const readFolder = (folder: string): string[] =>
  readdirSync(path.join(SCHEMA_DIRECTORY, folder))
    .filter((file) => file.endsWith('.graphql'))
    .sort()
    .map((file) => readFileSync(path.join(SCHEMA_DIRECTORY, folder, file), 'utf8'));

/** The place of the department's name in the names of the fields that every owner has, e.g. `agreementsOfOwner`. */
const PLACE_OF_NAME = /(?<=[a-z])Owner\b/g;

/** What is written for every owner as one of them has it: `agreementsOfOwner` is `agreementsOfFinance`. */
export const asOwnedBy = (name: DepartmentName, text: string): string =>
  text.replace(PLACE_OF_NAME, `${name.charAt(0).toUpperCase()}${name.slice(1)}`);

const ownerSdl = (name: DepartmentName): string[] => readFolder('owner').map((text) => asOwnedBy(name, text));

/** The whole SDL of a department: what all departments share, what every owner has, and its own rooms. */
export const departmentSdl = (name: DepartmentName): string =>
  [...readFolder('shared'), ...ownerSdl(name), ...readFolder(name)].join('\n');
