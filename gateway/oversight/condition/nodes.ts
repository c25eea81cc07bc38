import type { ASTNode } from '@marcbachmann/cel-js';

/** True for a part of an expression as the library has read it. */
export const isNode = (value: unknown): value is ASTNode =>
  typeof value === 'object' && value !== null && 'op' in value && 'range' in value;

/** A part of an expression and all parts of it, or those of a list of parts. */
export const nodesOf = (value: unknown): ASTNode[] => {
  if (Array.isArray(value)) return value.flatMap(nodesOf);
  return isNode(value) ? [value, ...nodesOf(value.args)] : [];
};
