// Whom a change reaches that is not about the subject itself: a person through the institution, or the other way round.
import {
  getNamedType,
  isObjectType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { z } from 'zod';
import { connectionOf, connectionPages } from '../connection.ts';
import type { Request } from '../graph.ts';
import type { SubjectKind } from '../rule/metadata.ts';

/**
 * Finds the subjects of a kind that a thing of the other kind is joined with, by things of a type; null where no list says
 * them.
 */
export type Related = (
  subject: SubjectKind,
  of: string,
  through: string | null,
) => Promise<readonly string[] | null>;

/** The other side of a subject: the root field that finds it, and what its lists name the subject. */
const OTHER_SIDE = {
  PERSON: { type: 'Institution', root: 'institution(code: $key)', member: 'person', key: 'pid' },
  INSTITUTION: { type: 'Person', root: 'person(pid: $key)', member: 'institution', key: 'code' },
} as const;

interface List {
  readonly field: string;
  /** Type of what is listed. */
  readonly type: string;
  readonly paged: boolean;
  /** True where it can be asked for with all of its past. */
  readonly history: boolean;
}

const listOf = (member: string, field: GraphQLField<unknown, unknown>): List | undefined => {
  const value = getNamedType(field.type);
  if (!isObjectType(value)) return undefined;
  const nodes = value.getFields()['nodes'];
  const type: unknown = nodes === undefined ? value : getNamedType(nodes.type);
  if (!isObjectType(type) || type.getFields()[member] === undefined) return undefined;
  return {
    field: field.name,
    type: type.name,
    paged: nodes !== undefined,
    history: field.args.some(({ name }) => name === 'history'),
  };
};

const listsOf = (schema: GraphQLSchema, subject: SubjectKind): List[] => {
  const { type, member } = OTHER_SIDE[subject];
  const other = schema.getType(type) as GraphQLObjectType | undefined;
  return Object.values(other?.getFields() ?? {}).flatMap((field) => listOf(member, field) ?? []);
};

const textOf = (subject: SubjectKind, { field, paged, history }: List): string => {
  const { root, member, key, type } = OTHER_SIDE[subject];
  const all = history ? ['history: true'] : [];
  const given = paged ? ['first: 1000', 'after: $after', ...all] : all;
  const item = `${member} { key: ${key} }`;
  return `query Related($key: ${type === 'Person' ? 'Pid' : 'InstitutionCode'}!${paged ? ', $after: String' : ''}) {
    of: ${root} { list: ${field}${given.length === 0 ? '' : `(${given.join(', ')})`} {
      ${paged ? `nodes { ${item} } pageInfo { hasNextPage endCursor }` : item} } }
  }`;
};

const Items = z.array(z.record(z.string(), z.object({ key: z.string() }).nullable()));
const Plain = z.object({ of: z.object({ list: Items.nullable() }).nullable() });
const Paged = z.object({
  of: z.object({ list: connectionOf(Items.element).nullable() }).nullable(),
});

/** Looks for the related in the graph, through the lists that its schema has. */
export const relatedBy = (request: Request, schema: GraphQLSchema): Related => {
  const lists = { PERSON: listsOf(schema, 'PERSON'), INSTITUTION: listsOf(schema, 'INSTITUTION') };
  return async (subject, of, through) => {
    const found = new Set<string>();
    const wanted = lists[subject].filter(({ type }) => through === null || type === through);
    if (wanted.length === 0) return null;
    for (const list of wanted) {
      const text = textOf(subject, list);
      const pages = list.paged
        ? connectionPages(
            async (after) => Paged.parse(await request(text, { key: of, after })).of?.list ?? null,
          )
        : [Plain.parse(await request(text, { key: of })).of?.list ?? null];
      for await (const items of pages)
        for (const item of items ?? [])
          for (const member of Object.values(item)) if (member !== null) found.add(member.key);
    }
    return [...found].sort();
  };
};
