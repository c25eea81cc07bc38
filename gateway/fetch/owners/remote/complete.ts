import {
  Kind,
  parse,
  type FieldNode,
  type FragmentDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { isEntity, type Entity } from '../../merge/entity.ts';
import type { FetchAnswer, FetchOperation } from '../owner.ts';
import { OwnerFault } from './fault.ts';

/** Whether a value has everything that was asked of it. */
type Check = (value: unknown) => boolean;

/** What is asked of an object; of a type only where the object says that it is of it. */
interface Asked {
  readonly fields: readonly { readonly name: string; readonly check: Check }[];
  readonly byType: readonly { readonly type: string; readonly check: Check }[];
}

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

const isThere: Check = (value) => value !== undefined;

const hasAll = ({ fields, byType }: Asked, entity: Entity): boolean => {
  for (const { name, check } of fields) if (!check(entity[name])) return false;
  for (const { type, check } of byType) if (entity['__typename'] === type && !check(entity)) return false;
  return true;
};

/** Objects, lists of them, or null; anything else is not what was asked for. */
const objects = (asked: Asked): Check => {
  const check: Check = (value) => {
    if (value === null) return true;
    return Array.isArray(value) ? value.every(check) : isEntity(value) && hasAll(asked, value);
  };
  return check;
};

const isConditional = ({ directives = [] }: SelectionNode): boolean => directives.length > 0;

const compileField = (field: FieldNode, fragments: Fragments): Asked['fields'][number] => {
  const name = (field.alias ?? field.name).value;
  if (field.selectionSet === undefined) return { name, check: isThere };
  return {
    name,
    check: objects(compileSet(field.selectionSet, fragments, field.name.value === '_entities')),
  };
};

/** `onlyOne`: where entities are asked, a sole fragment is about each of them, though they do not say their type. */
const compileSet = ({ selections }: SelectionSetNode, fragments: Fragments, onlyOne = false): Asked => {
  const fields: { name: string; check: Check }[] = [];
  const byType: { type: string; check: Check }[] = [];
  for (const node of selections) {
    if (isConditional(node)) continue;
    if (node.kind === Kind.FIELD) {
      fields.push(compileField(node, fragments));
      continue;
    }
    const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value);
    if (fragment === undefined) continue;
    const inner = compileSet(fragment.selectionSet, fragments);
    const type = fragment.typeCondition?.name.value;
    if (type === undefined || (onlyOne && selections.length === 1)) {
      fields.push(...inner.fields);
      byType.push(...inner.byType);
    } else byType.push({ type, check: objects(inner) });
  }
  return { fields, byType };
};

const compile = ({ text, name }: FetchOperation): Check => {
  const { definitions } = parse(text, { noLocation: true });
  const fragments = definitions.flatMap((node): [string, FragmentDefinitionNode][] =>
    node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [],
  );
  const operation = definitions.find(
    (node) => node.kind === Kind.OPERATION_DEFINITION && (name === undefined || node.name?.value === name),
  );
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return () => true;
  return objects(compileSet(operation.selectionSet, new Map(fragments)));
};

/**
 * Refuses answers that lack what was asked for, or have something else in its place: merged, they would look like an
 * owner that has no such value. Compiled once per operation. An answer without data is its errors' business.
 */
export const completeAnswers = (): ((operation: FetchOperation, answer: FetchAnswer) => FetchAnswer) => {
  const checks = new WeakMap<FetchOperation, Check>();
  return (operation, answer) => {
    const check = checks.get(operation) ?? compile(operation);
    checks.set(operation, check);
    if (answer.data !== null && !check(answer.data))
      throw new OwnerFault('garbage', 'the answer is not to the question');
    return answer;
  };
};
