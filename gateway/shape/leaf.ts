import { isEnumType, specifiedScalarTypes, type GraphQLLeafType } from 'graphql';
import { noteFault } from './fault.ts';
import type { Project } from './shaping.ts';

const BUILT_IN = new Set(specifiedScalarTypes.map(({ name }) => name));

/** Values that a built-in scalar takes as they are. */
const isPlain = (name: string): ((value: unknown) => boolean) => {
  if (name === 'String' || name === 'ID') return (value) => typeof value === 'string';
  if (name === 'Boolean') return (value) => typeof value === 'boolean';
  if (name === 'Float') return Number.isFinite;
  return () => false;
};

const UNEXPECTED = Symbol('unexpected');

/** The value as the type has it, or `UNEXPECTED`. */
const compileRead = (type: GraphQLLeafType): ((value: unknown) => unknown) => {
  if (isEnumType(type)) {
    const names = new Set(type.getValues().map(({ name }) => name));
    return (value) => (typeof value === 'string' && names.has(value) ? value : UNEXPECTED);
  }
  // What a custom scalar means is its owner's business.
  if (!BUILT_IN.has(type.name)) return (value) => value;
  const plain = isPlain(type.name);
  return (value) => {
    if (plain(value)) return value;
    try {
      return type.serialize(value);
    } catch {
      return UNEXPECTED;
    }
  };
};

/** A leaf: null where there is no value, or where the API schema does not have it, e.g. an enum value clients do not see. */
export const compileLeaf = (type: GraphQLLeafType, coordinate: string): Project => {
  const read = compileRead(type);
  return (value, shaping) => {
    if (value === null || value === undefined) return null;
    const known = read(value);
    if (known !== UNEXPECTED) return known;
    noteFault(shaping, 'FIELD_UNEXPECTED', coordinate);
    return null;
  };
};
