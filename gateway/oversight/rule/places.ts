import { Kind, type OperationDefinitionNode, type StringValueNode, type ValueNode } from 'graphql';
import type { Place } from './fault.ts';

/** Where a character of an expression stands in the rule's text; undefined where that is not known. */
export type PlaceOf = (path: string, offset: number) => Place | undefined;

/** Texts of a value by their paths, e.g. `let.0.cel`; a list of one may be written without brackets. */
const textsOf = (path: string, value: ValueNode): [string, StringValueNode][] => {
  if (value.kind === Kind.STRING) return [[path, value]];
  if (value.kind === Kind.LIST)
    return value.values.flatMap((item, index) => textsOf(`${path}.${index}`, item));
  if (value.kind !== Kind.OBJECT) return [];
  return value.fields.flatMap((field) => textsOf(`${path}.${field.name.value}`, field.value));
};

/** Length of a character as it is written in a string: escapes are longer than what they mean. */
const writtenLength = (written: string): number => {
  const [escape] = /^\\(?:u\{[0-9a-fA-F]+\}|u[0-9a-fA-F]{4}|.)/.exec(written) ?? [];
  return escape?.length ?? 1;
};

/** How far into a string between quotes a character of its value is written. */
const inQuotes = (written: string, offset: number): number => {
  let at = 0;
  for (let count = 0; count < offset; count += 1) at += writtenLength(written.slice(at));
  return at;
};

/** How far into a block string a character of its value is written: blank lines around it and its indent are no part of the value. */
const inBlock = (written: string, value: string, offset: number): number => {
  const lines = written.split('\n');
  const before = value.slice(0, offset).split('\n');
  const first = lines.findIndex((line) => line.trim() !== '');
  const index = first + before.length - 1;
  const indent = (lines[index]?.length ?? 0) - (value.split('\n')[before.length - 1]?.length ?? 0);
  const above = lines.slice(0, index).reduce((sum, line) => sum + line.length + 1, 0);
  return above + indent + (before.at(-1)?.length ?? 0);
};

const placeIn = ({ loc, block, value }: StringValueNode, offset: number): Place | undefined => {
  if (loc === undefined) return undefined;
  const quote = block === true ? '"""'.length : 1;
  const { body } = loc.source;
  const written = body.slice(loc.start + quote, loc.end - quote).replaceAll('\r\n', ' \n');
  const inside = block === true ? inBlock(written, value, offset) : inQuotes(written, offset);
  const lines = body.slice(0, loc.start + quote + inside).split('\n');
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
};

/**
 * Finds the expressions of a rule in its text. Paths are those of `@rule`'s arguments, e.g. `condition`, `let.0.cel`,
 * `says.en`; of a computed variable, its name with `$`.
 */
export const placesOf = ({ directives = [], variableDefinitions = [] }: OperationDefinitionNode): PlaceOf => {
  const own = directives.flatMap(({ name, arguments: given = [] }) =>
    name.value === 'rule' ? given.flatMap((argument) => textsOf(argument.name.value, argument.value)) : [],
  );
  const computed = variableDefinitions.flatMap(({ variable, directives: marks = [] }) =>
    marks.flatMap(({ arguments: given = [] }) =>
      given.flatMap((argument) =>
        argument.name.value === 'cel' ? textsOf(`$${variable.name.value}`, argument.value) : [],
      ),
    ),
  );
  const texts = new Map([...own, ...computed]);
  return (path, offset) => {
    const text = texts.get(path) ?? texts.get(path.replace('.0.', '.'));
    return text && placeIn(text, offset);
  };
};
