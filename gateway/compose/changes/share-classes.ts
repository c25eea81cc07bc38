import { Kind, parse, type ConstDirectiveNode } from 'graphql';
import { SHARE_CLASSES, type ShareClass } from '../../../schema/sharing.ts';

/** Classes of fields by their coordinates, such as `Person.hires`. */
export type ShareClasses = ReadonlyMap<string, ShareClass>;

/** How little a class shows: 0 is shown to everybody. */
export const strictness = (shareClass: ShareClass): number => SHARE_CLASSES.indexOf(shareClass);

const classOf = ({ arguments: given = [] }: ConstDirectiveNode): ShareClass | undefined => {
  const value = given.find(({ name }) => name.value === 'class')?.value;
  return value?.kind === Kind.ENUM ? SHARE_CLASSES.find((known) => known === value.value) : undefined;
};

/** The class of a field whose departments may each have said one: the strictest. */
const strictest = (directives: readonly ConstDirectiveNode[]): ShareClass | undefined =>
  directives
    .filter(({ name }) => name.value === 'share')
    .flatMap((directive) => classOf(directive) ?? [])
    .sort((a, b) => strictness(b) - strictness(a))[0];

/** What `@share(class:)` of a supergraph says. */
export const shareClasses = (supergraphSdl: string): ShareClasses =>
  new Map(
    parse(supergraphSdl, { noLocation: true })
      .definitions.flatMap((type) =>
        type.kind === Kind.OBJECT_TYPE_DEFINITION || type.kind === Kind.INTERFACE_TYPE_DEFINITION
          ? (type.fields ?? []).map((field) => ({ type, field }))
          : [],
      )
      .flatMap(({ type, field }): [string, ShareClass][] => {
        const shareClass = strictest(field.directives ?? []);
        return shareClass === undefined ? [] : [[`${type.name.value}.${field.name.value}`, shareClass]];
      }),
  );
