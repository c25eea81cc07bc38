// Looks that an asker makes beforehand, each when told to: owners keep account of them.
import type { DepartmentName } from '../../../../../../../schema/departments.ts';
import { monthBefore } from '../../../today.ts';
import type { AskDesk, Failure } from '../../ask.ts';

/** Somebody or something to choose. */
export interface Found {
  /** What is asked about: the key of a person, the code of an institution. */
  readonly id: string;
  readonly title: string;
  readonly about: string;
}

/** What a look brought. */
export interface Finding {
  readonly found: readonly Found[];
  /** How many there are, more than were brought perhaps. */
  readonly total: number;
  readonly failures: readonly Failure[];
}

/** Most that are brought of a search by name. */
const FOUND_MAX = 20;

const INSTITUTIONS = `query DeedInstitutions($name: String!) {
  institutions(nameContains: $name, first: ${FOUND_MAX}) { totalCount nodes { code name } }
}`;

interface InstitutionsAnswer {
  readonly institutions: {
    readonly totalCount: number;
    readonly nodes: readonly { readonly code: string; readonly name: string | null }[];
  } | null;
}

const texts = (...parts: readonly (string | null | undefined)[]): string =>
  parts.filter((part) => part !== null && part !== undefined && part !== '').join(' ');

/** Where all were read, so many as there are to choose from; else so many as their owner has. */
const totalOf = (found: readonly Found[], read: readonly unknown[], total = 0): number =>
  read.length < total ? total : found.length;

/** Institutions of the register by a part of their name. */
export const findInstitutions = async (ask: AskDesk, name: string): Promise<Finding> => {
  const { data, failures } = await ask<InstitutionsAnswer>(INSTITUTIONS, { name });
  const nodes = data?.institutions?.nodes ?? [];
  const found = nodes.map(({ code, name: title }) => ({ id: code, title: texts(title), about: code }));
  return { found, total: totalOf(found, nodes, data?.institutions?.totalCount), failures };
};

const PEOPLE = `query DeedPeople($name: String!, $number: String!, $hasNumber: Boolean!) {
  people(nameContains: $name, first: ${FOUND_MAX}) {
    totalCount
    nodes {
      pid name bornOn employments { post institution { name } }
      matches: identityNumberMatches(number: $number) @include(if: $hasNumber)
    }
  }
}`;

interface PersonNode {
  readonly pid: string;
  readonly name: string | null;
  readonly bornOn: string | null;
  readonly employments:
    | readonly {
        readonly post: string | null;
        readonly institution: { readonly name: string | null } | null;
      }[]
    | null;
  readonly matches?: boolean | null;
}

const foundPerson = ({ pid, name, bornOn, employments }: PersonNode): Found => ({
  id: pid,
  title: texts(name),
  about: texts(bornOn, ...(employments ?? []).flatMap(({ institution, post }) => [institution?.name, post])),
});

interface PeopleAnswer {
  readonly people: { readonly totalCount: number; readonly nodes: readonly PersonNode[] } | null;
}

/** Persons of HR's register by a part of their name; where an identity number is given, those whose number it is. */
export const findPeople = async (ask: AskDesk, name: string, number: string): Promise<Finding> => {
  const hasNumber = number !== '';
  const { data, failures } = await ask<PeopleAnswer>(PEOPLE, { name, number, hasNumber });
  const nodes = data?.people?.nodes ?? [];
  const found = nodes.filter(({ matches }) => !hasNumber || matches === true).map(foundPerson);
  return { found, total: totalOf(found, nodes, data?.people?.totalCount), failures };
};

/** Most that are brought of an institution. */
const STAFF_MAX = 200;

/** Whom a department itself has in an institution; for a unit's officer, whom HR has there. */
const peopleField = (department: DepartmentName | undefined): string => {
  if (department === 'establishment')
    return `seats(first: ${STAFF_MAX}) { totalCount nodes { about: post name person { pid } } }`;
  if (department === 'organization')
    return `appointments(first: ${STAFF_MAX}) { totalCount nodes { about: title person { pid } } }`;
  if (department === 'finance')
    return `payments(month: "${monthBefore(1)}", first: ${STAFF_MAX}) { totalCount nodes { about: gross person { pid } } }`;
  return `staff(first: ${STAFF_MAX}) { totalCount nodes { about: post person { pid name } } }`;
};

interface OfInstitutionAnswer {
  readonly institution: {
    readonly people: {
      readonly totalCount: number;
      readonly nodes: readonly {
        readonly about: string | null;
        readonly name?: string | null;
        readonly person: { readonly pid: string; readonly name?: string | null } | null;
      }[];
    } | null;
  } | null;
}

/** Persons of an institution as the asker's own department has them, each once. */
export const findPeopleOf = async (
  ask: AskDesk,
  code: string,
  department: DepartmentName | undefined,
): Promise<Finding> => {
  const { data, failures } = await ask<OfInstitutionAnswer>(
    `query DeedPeopleOf($code: InstitutionCode!) { institution(code: $code) { people: ${peopleField(department)} } }`,
    { code },
  );
  const nodes = data?.institution?.people?.nodes ?? [];
  const each = nodes.flatMap(({ about, name, person }) =>
    person === null ? [] : [{ id: person.pid, title: texts(name, person.name), about: texts(about) }],
  );
  const found = [...new Map(each.map((one) => [one.id, one])).values()];
  return { found, total: totalOf(found, nodes, data?.institution?.people?.totalCount), failures };
};
