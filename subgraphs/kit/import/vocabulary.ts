import { Kind, parse, type EnumTypeDefinitionNode, type EnumTypeExtensionNode } from 'graphql';
import { fold } from './map/fold.ts';

/** Per enumeration: what may stand in a cell, folded, and the value it stands for. */
export type Vocabulary = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Behind the last `·` of a value's description stand its Chinese terms, separated by `、`. */
const chineseTerms = (description: string | undefined): string[] => {
  const [, ...rest] = (description ?? '').split(' · ');
  return (rest.at(-1) ?? '').split('、').filter((term) => term !== '');
};

const termsOf = (definition: EnumTypeDefinitionNode | EnumTypeExtensionNode): [string, string][] =>
  (definition.values ?? []).flatMap(({ name, description }) =>
    [name.value, ...chineseTerms(description?.value)].map((term): [string, string] => [
      fold(term),
      name.value,
    ]),
  );

/** The enumerations of SDL documents with the terms of their values: by name or in Chinese. */
export const vocabularyOf = (...documents: readonly string[]): Vocabulary => {
  const vocabulary = new Map<string, Map<string, string>>();
  for (const definition of documents.flatMap((sdl) => parse(sdl).definitions)) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION && definition.kind !== Kind.ENUM_TYPE_EXTENSION)
      continue;
    const terms = vocabulary.get(definition.name.value) ?? new Map<string, string>();
    for (const [term, value] of termsOf(definition)) terms.set(term, value);
    vocabulary.set(definition.name.value, terms);
  }
  return vocabulary;
};
