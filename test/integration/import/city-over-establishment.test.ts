// A city's ordinance and its employees through the graph: who is over establishment by department and title, and who
// holds a title that no post has.
import { departments } from '../../../gateway/cli/departments.ts';
import { inProcessOwner } from '../../../gateway/fetch/owners/in-process.ts';
import { openRuleGraph, type RuleGraph } from '../../../gateway/oversight/graph.ts';
import { EVERYBODY, sweep } from '../../../gateway/oversight/run/sweep.ts';
import { hivePlanner } from '../../../gateway/plan/hive.ts';
import { openSubgraph, type Subgraph } from '../../../subgraphs/kit/graph/subgraph.ts';
import { CIPHER_KEY } from '../../support/department.ts';
import { openImporter, type Importer } from '../../support/import-run.ts';
import { SUPERGRAPH } from '../../support/rules.ts';
import { CITY, exampleText, importShared, onData } from '../../support/shared-data.ts';

const DAY = '2018-04-30';
const NOTHING = (): void => undefined;

interface Count {
  readonly code: string;
  readonly title: string;
  readonly measure: string;
  readonly number: number;
}

const keyOf = ({ code, title, measure }: Omit<Count, 'number'>): string => `${code} ${title} ${measure}`;

onData('a city', () => {
  let offices: { readonly posts: Importer; readonly cadres: Importer };
  let subgraphs: Subgraph[];
  let graph: RuleGraph;
  let authorised: ReadonlyMap<string, Count>;
  let held: readonly Count[];

  const counts = async (office: Importer, table: string, number: string): Promise<Count[]> =>
    (await office.query(
      `select institution_code as code, title, measure, ${number} as number from ${table} group by 1, 2, 3`,
    )) as unknown as Count[];

  beforeAll(async () => {
    const posts = await openImporter(departments.establishment);
    const cadres = await openImporter(departments.organization);
    offices = { posts, cadres };
    await importShared(posts, 'institutions', CITY.positions, 'chicago/institutions.yaml');
    await importShared(posts, 'quotas', CITY.positions, 'chicago/quotas.yaml');
    await importShared(cadres, 'appointments', CITY.employees, 'chicago/appointments.yaml');
    subgraphs = [
      { department: departments.establishment, url: posts.appUrl },
      { department: departments.organization, url: cadres.appUrl },
    ].map(({ department, url }) =>
      openSubgraph(department, { url, cipherKey: CIPHER_KEY, today: () => DAY, onBroken: NOTHING }),
    );
    graph = openRuleGraph({
      supergraphSdl: SUPERGRAPH,
      owners: subgraphs.map((subgraph) => inProcessOwner(subgraph, NOTHING, NOTHING)),
      plannerOf: hivePlanner,
      guarded: false,
    });
    const quotas = await counts(posts, 'quota', 'sum(number)::float8');
    authorised = new Map(quotas.map((quota) => [keyOf(quota), quota]));
    held = await counts(cadres, 'appointment', 'count(distinct pid)::int');
  }, 120_000);
  afterAll(async () => {
    await Promise.all(subgraphs.map((subgraph) => subgraph.close()));
    await Promise.all(Object.values(offices).map((office) => office.close()));
  });

  it('is over establishment by department and title where plain SQL says so, and nowhere else', async () => {
    const rule = graph.compile(exampleText('chicago/R01-by-title.graphql'));
    const hits: string[] = [];
    for await (const { judged } of sweep(rule, DAY, EVERYBODY, graph.ask)) {
      expect([judged.missing, judged.unknown]).toEqual([[], []]);
      for (const { key, hits: found } of judged.found)
        hits.push(...found.map(({ period }) => `${key} ${period}`));
    }
    const over = held
      .filter(
        (count) =>
          count.measure === 'POST' && count.number > (authorised.get(keyOf(count))?.number ?? Infinity),
      )
      .map(keyOf);
    expect(hits.sort()).toEqual(over.sort());
    expect(over.length).toBeGreaterThan(50);
  });

  it('has its titles that match no post told as unmatched, each with its holders, and none of them as a post', async () => {
    const { institutionsOfOrganization: units } = await graph.request(
      exampleText('chicago/unmatched.graphql'),
      { asOf: DAY },
    );
    const told = (
      units as {
        code: string;
        heldPosts: { title: string; measure: string; holders: number; authorised: string | null }[];
      }[]
    ).flatMap(({ code, heldPosts }) => heldPosts.map((post) => ({ code, ...post })));
    expect(told.map((post) => [keyOf(post), post.holders]).sort()).toEqual(
      held.map((count) => [keyOf(count), count.number]).sort(),
    );
    const unmatched = told.filter((post) => post.authorised === null);
    expect(unmatched.map(keyOf).sort()).toEqual(
      held
        .filter((count) => !authorised.has(keyOf(count)))
        .map(keyOf)
        .sort(),
    );
    for (const post of told)
      expect([keyOf(post), post.authorised === null ? undefined : Number(post.authorised)]).toEqual([
        keyOf(post),
        authorised.get(keyOf(post))?.number,
      ]);
    const holders = unmatched.reduce((sum, post) => sum + post.holders, 0);
    expect(holders).toBeGreaterThan(0);
    expect(told.reduce((sum, post) => sum + post.holders, 0)).toBe(19_767);
  });
});
