import {
  isEnumType,
  isObjectType,
  type GraphQLEnumType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { bilingual } from '../../../../schema/catalogue.ts';
import type { Bilingual } from '../../rule/metadata.ts';

/** What values of an enumeration, or fields of a type, are called, by their names; undefined where the graph has no such type. */
export type LabelsOf = (type: string) => ReadonlyMap<string, Bilingual> | undefined;

/** The contract explains a value at length, and may give its term in other words, too: the first of each is its label. */
const firstOf = (text: string, ends: RegExp): string => text.split(ends, 1)[0]?.trim() ?? '';

const labelOf = (description: string | null | undefined): Bilingual | undefined => {
  const { english, chinese } = bilingual(description ?? '');
  return chinese === '' ? undefined : { en: firstOf(english, /[.:;]/), zh: firstOf(chinese, /[、，；]/) };
};

const labelsIn = (type: GraphQLEnumType | GraphQLObjectType): ReadonlyMap<string, Bilingual> => {
  const members = isEnumType(type) ? type.getValues() : Object.values(type.getFields());
  return new Map(
    members.flatMap(({ name, description }): [string, Bilingual][] => {
      const label = labelOf(description);
      return label === undefined ? [] : [[name, label]];
    }),
  );
};

/** Labels of the enumerations and types of a graph, from what its contracts say of their values and fields. */
export const labelsOver = (schema: GraphQLSchema): LabelsOf => {
  const known = new Map<string, ReadonlyMap<string, Bilingual>>();
  return (name) => {
    const type = schema.getType(name);
    if (!isEnumType(type) && !isObjectType(type)) return undefined;
    const labels = known.get(name) ?? labelsIn(type);
    known.set(name, labels);
    return labels;
  };
};
