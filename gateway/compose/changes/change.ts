import { CriticalityLevel, diff, type Change } from '@graphql-inspector/core';
import { strictness, type ShareClasses } from './share-classes.ts';
import type { Graph } from './graph.ts';

/** What a change does to those who rely on what was: nothing, something in rare cases, or break them. */
export type Level = 'safe' | 'dangerous' | 'breaking';

/** One difference between two graphs. */
export interface SchemaChange {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly level: Level;
  /** Where: `Type`, `Type.field`, `Type.field(argument:)`, `Enum.VALUE`. Source: GraphQL, Schema Coordinates. */
  readonly coordinate: string;
  /** What changed, in a sentence. */
  readonly text: string;
}

const LEVELS: Readonly<Record<CriticalityLevel, Level>> = {
  [CriticalityLevel.NonBreaking]: 'safe',
  [CriticalityLevel.Dangerous]: 'dangerous',
  [CriticalityLevel.Breaking]: 'breaking',
};

/** Texts, and what is said by a change of its own: a deprecation. */
const UNTOLD = /DESCRIPTION|^DIRECTIVE_USAGE|^(FIELD|ENUM_VALUE)_DEPRECATION_REASON/;

const kindOf = (type: string): SchemaChange['kind'] => {
  if (/^(UNION_MEMBER|OBJECT_TYPE_INTERFACE|DIRECTIVE_LOCATION|\w+_DEPRECATION)_/.test(type))
    return 'changed';
  if (type.endsWith('_ADDED')) return 'added';
  return type.endsWith('_REMOVED') ? 'removed' : 'changed';
};

/** A path as the library has it, `Type.field.argument`, as a coordinate. */
const coordinateOf = (path: string): string => {
  const [type = '', member, argument] = path
    .split('.')
    .filter((step, at) => at === 0 || !step.startsWith('@'));
  const place = member === undefined ? type : `${type}.${member}`;
  return argument === undefined ? place : `${place}(${argument}:)`;
};

const told = ({ type, criticality, path = 'schema', message }: Change): SchemaChange => ({
  kind: kindOf(String(type)),
  level: LEVELS[criticality.level],
  coordinate: coordinateOf(path),
  text: message,
});

/** What a coordinate stands in: of `Type.field(argument:)` the type and the field. */
const placesOf = (coordinate: string): string[] => {
  const field = coordinate.split('(')[0] ?? '';
  return [field.split('.')[0] ?? '', field].filter((place) => place !== coordinate);
};

/** Members of a type that is new or gone, and arguments of a field, are told of with it. */
const withoutParts = (changes: readonly SchemaChange[]): SchemaChange[] => {
  const whole = new Set(changes.filter(({ kind }) => kind !== 'changed').map(({ coordinate }) => coordinate));
  return changes.filter(({ coordinate }) => !placesOf(coordinate).some((place) => whole.has(place)));
};

/** A class that shows less breaks whoever read the field; one that shows more is to be looked at. */
const shareChanges = (before: ShareClasses, after: ShareClasses): SchemaChange[] =>
  [...after].flatMap(([coordinate, now]) => {
    const was = before.get(coordinate);
    if (was === undefined || was === now) return [];
    const isNarrower = strictness(now) > strictness(was);
    return {
      kind: 'changed',
      level: isNarrower ? 'breaking' : 'dangerous',
      coordinate,
      text: `Field '${coordinate}' is shared ${isNarrower ? 'less' : 'more'} widely: ${now} instead of ${was}`,
    };
  });

/** What is different in a graph, by coordinate. Descriptions are left out. */
export const schemaChanges = async (before: Graph, after: Graph): Promise<SchemaChange[]> => {
  const changes = (await diff(before.api, after.api)).filter(({ type }) => !UNTOLD.test(String(type)));
  return [...withoutParts(changes.map(told)), ...shareChanges(before.shares, after.shares)].sort(
    (a, b) => a.coordinate.localeCompare(b.coordinate, 'en') || a.text.localeCompare(b.text, 'en'),
  );
};
