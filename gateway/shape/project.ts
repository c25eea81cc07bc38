import {
  isCompositeType,
  isListType,
  isNonNullType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import type { ClientNames } from '../plan/names.ts';
import { noteFault } from './fault.ts';
import { compileLeaf } from './leaf.ts';
import { compileObject, type CompileValue } from './object.ts';
import { NOTHING, type Project } from './shaping.ts';

const compileList =
  (item: Project, coordinate: string): Project =>
  (value, shaping) => {
    if (value === null || value === undefined) return null;
    if (!Array.isArray(value)) {
      noteFault(shaping, 'FIELD_UNEXPECTED', coordinate);
      return null;
    }
    const projected: unknown[] = [];
    for (let index = 0; index < value.length; index++) {
      shaping.path?.push(index);
      const element = item(value[index], shaping);
      shaping.path?.pop();
      if (element === NOTHING) return null;
      projected.push(element);
    }
    return projected;
  };

const compileNonNull =
  (inner: Project, coordinate: string): Project =>
  (value, shaping) => {
    const projected = inner(value, shaping);
    if (projected !== null) return projected;
    // What was there and could not be used has been noted already.
    if (value === null || value === undefined) noteFault(shaping, 'FIELD_MISSING', coordinate);
    return NOTHING;
  };

/**
 * Compiles the projection of the merged answer on what the client asked for: its response names in its order, whatever
 * the plan called them, nulls passed up to the next place that may be null. Source: GraphQL specification, October 2021, 6.4.4.
 */
export const compileProjection = (
  root: GraphQLObjectType,
  selectionSet: SelectionSetNode,
  clientNames: ClientNames,
  schema: GraphQLSchema,
): Project => {
  const compileValue: CompileValue = (type, selections, coordinate) => {
    if (isNonNullType(type))
      return compileNonNull(compileValue(type.ofType, selections, coordinate), coordinate);
    if (isListType(type)) return compileList(compileValue(type.ofType, selections, coordinate), coordinate);
    return isCompositeType(type)
      ? compileObject(type, selections, coordinate, compiling)
      : compileLeaf(type, coordinate);
  };
  const compiling = { schema, clientNames, compileValue };
  return compileObject(root, [selectionSet], root.name, compiling);
};
