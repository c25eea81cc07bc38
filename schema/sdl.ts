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

/** The whole SDL of a department: what all departments share, and its own rooms. */
export const departmentSdl = (name: DepartmentName): string =>
  [...readFolder('shared'), ...readFolder(name)].join('\n');
