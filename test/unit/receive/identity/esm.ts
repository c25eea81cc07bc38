// Packages that are ES modules only, for Jest's CommonJS: `jest.mock('jose', () => commonJs('jose'))`.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { transformSync } from '@swc/core';

const TO_COMMONJS = { swcrc: false, jsc: { target: 'es2022' }, module: { type: 'commonjs' } } as const;

/** The body of a module in this realm: packages tell plain objects by their constructor. */
const bodyOf = (file: string) => {
  const { code } = transformSync(readFileSync(file, 'utf8'), { ...TO_COMMONJS, filename: file });
  return Reflect.construct(Function, ['exports', 'module', 'require', code]);
};

/** Loads a package whose files are ES modules; what it imports from other packages comes from Jest. */
export const commonJs = (name: string): object => {
  const loaded = new Map<string, { exports: object }>();
  const load = (file: string): object => {
    const known = loaded.get(file);
    if (known !== undefined) return known.exports;
    const module = { exports: {} };
    loaded.set(file, module);
    const requireFrom = (id: string): unknown =>
      id.startsWith('.') ? load(path.resolve(path.dirname(file), id)) : require(id);
    Reflect.apply(bodyOf(file), undefined, [module.exports, module, requireFrom]);
    return module.exports;
  };
  return load(require.resolve(name));
};
