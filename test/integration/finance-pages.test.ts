import { openFinance, pid, type FinanceOffice } from '../support/finance.ts';

let office: FinanceOffice;

beforeAll(async () => {
  office = await openFinance();
});
afterAll(() => office.close());

interface Listed {
  readonly totalCount: number;
  readonly nodes: readonly { readonly id: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** The only list in an answer. */
const listIn = (answer: unknown): Listed => {
  const inner = Object.values(answer as object)[0] as object;
  return 'nodes' in inner ? (inner as Listed) : listIn(inner);
};

/** Every id of a list, page by page. */
const walk = async (query: string, first: number): Promise<string[]> => {
  const ids: string[] = [];
  let after: string | null = null;
  do {
    const { data, errors } = await office.ask(query, { first, after });
    expect(errors).toBeUndefined();
    const { totalCount, nodes, pageInfo } = listIn(data);
    ids.push(...nodes.map(({ id }) => id));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    if (after === null) expect(ids).toHaveLength(totalCount);
  } while (after !== null);
  return ids;
};

const list = (field: string, filter = ''): string =>
  `${field}(first: $first, after: $after ${filter}) { totalCount nodes { id } pageInfo { hasNextPage endCursor } }`;
const asking = (selection: string): string => `query ($first: Int!, $after: String) { ${selection} }`;
const ofPerson = (selection: string): string =>
  asking(
    `_entities(representations: [{ __typename: "Person", pid: "${pid(0)}" }]) { ... on Person { ${selection} } }`,
  );
const ofInstitution = (selection: string): string =>
  asking(
    `_entities(representations: [{ __typename: "Institution", code: "A" }]) { ... on Institution { ${selection} } }`,
  );

it.each([
  ['payments of a person', ofPerson(list('payments')), 27],
  ['payments of an institution', ofInstitution(list('payments')), 31],
  ['payments of an institution in a month', ofInstitution(list('payments', 'month: "2025-06"')), 7],
  ['payments of a month', asking(list('payments', 'month: "2025-06"')), 8],
  ['bonuses of a month', asking(list('payments', 'month: "2025-06", kind: BONUS')), 2],
  ['headcounts of the budget', asking(list('budgetHeadcounts')), 4],
  ['audit findings', asking(list('auditFindings')), 11],
  ['audit findings about an institution', ofInstitution(list('auditFindings')), 10],
])('pages through the %s without loss or repeat', async (_, query, length) => {
  const whole = await walk(query, 1000);
  expect(new Set(whole).size).toBe(length);
  expect(await walk(query, 1)).toEqual(whole);
  expect(await walk(query, 3)).toEqual(whole);
});
