// What is asked about a deed, as the schema has it: a new argument of a field is a new field of the form.
import { getNamedType, isEnumType, isNonNullType } from 'graphql';
import type { GraphQLArgument, GraphQLNamedType, GraphQLSchema } from 'graphql';
import type { DeedName } from '../../../../../../oversight/deed/askers.ts';
import type { Bilingual } from '../../../../operations.ts';
import { today } from '../../../today.ts';

/** How a value is entered. */
export type DeedFieldKind = 'person' | 'institution' | 'day' | 'month' | 'choice' | 'flag' | 'text';

/** One of the values of a choice. */
export interface DeedOption {
  readonly value: string;
  readonly label: Bilingual;
}

/** A field of the form: an argument of the deed. */
export interface DeedField {
  readonly name: string;
  /** As GraphQL writes it. */
  readonly type: string;
  readonly kind: DeedFieldKind;
  readonly label: Bilingual;
  readonly isRequired: boolean;
  /** Of a choice. */
  readonly options: readonly DeedOption[];
  /** What it stands at before anybody has entered something; empty for nothing. */
  readonly initial: string;
}

/** What is entered, by the names of the fields; a flag is `true` or empty. */
export type DeedValues = Readonly<Record<string, string>>;

const KINDS: Readonly<Record<string, DeedFieldKind>> = {
  Pid: 'person',
  InstitutionCode: 'institution',
  Date: 'day',
  Month: 'month',
  Boolean: 'flag',
};

/** Reads a description of the schema, `English. · 中文`; of several Chinese words for one thing the first. */
const labelOf = (description: string | null | undefined, otherwise: string): Bilingual => {
  const [en = '', zh = ''] = (description ?? '').split(' · ');
  return { en: en.replace(/\.$/, '') || otherwise, zh: zh.split('、', 1)[0] || otherwise };
};

const optionsOf = (type: GraphQLNamedType | undefined): DeedOption[] =>
  isEnumType(type)
    ? type.getValues().map(({ name, description }) => ({ value: name, label: labelOf(description, name) }))
    : [];

/** A day stands at today, a month at that of today. */
const INITIAL: Readonly<Partial<Record<DeedFieldKind, () => string>>> = {
  day: today,
  month: () => today().slice(0, 'YYYY-MM'.length),
};

const fieldOf = ({ name, description, type, defaultValue }: GraphQLArgument): DeedField => {
  const named = getNamedType(type);
  const kind = isEnumType(named) ? 'choice' : (KINDS[named.name] ?? 'text');
  const isRequired = isNonNullType(type) && defaultValue === undefined;
  const standing = isRequired ? INITIAL[kind]?.() : undefined;
  return {
    name,
    type: String(type),
    kind,
    label: labelOf(description, name),
    isRequired,
    options: optionsOf(named),
    initial: standing ?? (defaultValue === undefined || defaultValue === false ? '' : String(defaultValue)),
  };
};

/** The fields of a deed, in the order of the schema; none while it is not there. */
export const deedFields = (schema: GraphQLSchema, deed: DeedName): readonly DeedField[] =>
  schema.getQueryType()?.getFields()[deed]?.args.map(fieldOf) ?? [];

/** What the schema calls a value of an enum. */
export const valueLabel = (schema: GraphQLSchema, type: string, value: string): Bilingual =>
  optionsOf(schema.getType(type)).find((option) => option.value === value)?.label ?? { en: value, zh: value };
