// What a department shares, read from its SDL: the guard decides by it, the catalogue shows it.
import {
  Kind,
  parse,
  type FieldDefinitionNode,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
} from 'graphql';
import { SHARE_CLASSES, type ShareClass } from './sharing.ts';

/** A field as the catalogue has it. */
export interface CatalogueEntry {
  /** `Type.field`: what agreements and refusals name. */
  readonly coordinate: string;
  readonly type: string;
  readonly shareClass: ShareClass;
  /** What the field is, out of its description; empty where it has none. */
  readonly english: string;
  /** The Chinese term, out of the description; empty where it has none. */
  readonly chinese: string;
  readonly nullable: boolean;
}

/** A description is English, then ` · ` and the Chinese term. */
const BILINGUAL = /^([\s\S]*) · ([^·]*)$/;

/** A description in its two languages; empty where it has none. */
export const bilingual = (description: string): { readonly english: string; readonly chinese: string } => {
  const [, english = '', chinese = ''] = BILINGUAL.exec(description) ?? [];
  return { english, chinese };
};

type ObjectType = ObjectTypeDefinitionNode | ObjectTypeExtensionNode;

/** The class that a field gives itself; one that gives none, or one that nobody knows, is shared with nobody. */
const shareClassOf = ({ directives = [] }: FieldDefinitionNode): ShareClass => {
  const given = directives
    .filter(({ name }) => name.value === 'share')
    .flatMap(({ arguments: args = [] }) => args)
    .find(({ name }) => name.value === 'class')?.value;
  const named = given?.kind === Kind.ENUM ? given.value : undefined;
  return SHARE_CLASSES.find((shareClass) => shareClass === named) ?? 'WITHHELD';
};

const entryOf = (type: string, field: FieldDefinitionNode): CatalogueEntry => {
  const { english, chinese } = bilingual(field.description?.value ?? '');
  return {
    coordinate: `${type}.${field.name.value}`,
    type,
    shareClass: shareClassOf(field),
    english,
    chinese,
    nullable: field.type.kind !== Kind.NON_NULL_TYPE,
  };
};

/** Every field of every object type in a department's SDL, in its order; `__typename` and what federation adds are not in it. */
export const catalogueOf = (sdl: string): CatalogueEntry[] =>
  parse(sdl, { noLocation: true })
    .definitions.filter(
      (node): node is ObjectType =>
        node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.OBJECT_TYPE_EXTENSION,
    )
    .flatMap(({ name, fields = [] }) => fields.map((field) => entryOf(name.value, field)));

/** How a department shares each of its fields, by coordinate, e.g. `Person.payments`. */
export type ShareClasses = ReadonlyMap<string, ShareClass>;

/** The class of each coordinate of a department's SDL. Whoever reads it holds a coordinate that is not in it for WITHHELD. */
export const shareClasses = (sdl: string): ShareClasses =>
  new Map(catalogueOf(sdl).map(({ coordinate, shareClass }) => [coordinate, shareClass]));
