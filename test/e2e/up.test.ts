import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  ask,
  fournets,
  startProduct,
  startSubgraph,
  type Product,
  type ProductAnswer,
} from '../support/product.ts';
import { headersOf } from '../support/token.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'fournets-up-'));
const env = { FOURNETS_DEMO_PEOPLE: '600' };
const COUNT =
  '{ institutions { totalCount } people { totalCount } payments(month: "2026-10") { totalCount } }';

afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** The product that was started last on the directory is the one that takes its tokens. */
const answerOf = async ({ url }: Product, query = COUNT): Promise<ProductAnswer> =>
  ask(url, query, await headersOf(directory, 'investigator', 'discipline/1'));

it('plants the demo district at the first start, and keeps it over a stop and a kill', async () => {
  const first = await startProduct(directory, env);
  const planted = await answerOf(first);
  expect(planted).toMatchObject({ data: { people: { totalCount: expect.any(Number) } } });
  expect((await first.stop()).code).toBe(0);

  const second = await startProduct(directory, env);
  expect(await answerOf(second)).toEqual(planted);
  await second.stop('SIGKILL');

  const third = await startProduct(directory, env);
  expect(await answerOf(third)).toEqual(planted);
  expect((await third.stop()).code).toBe(0);
});

it('plants the demo district as of the day, and stands on that day from then on', async () => {
  const other = mkdtempSync(path.join(tmpdir(), 'fournets-up-'));
  const asked = async (product: Product) =>
    Promise.all([
      ask(
        product.url,
        '{ payments(month: "2028-02", first: 1) { nodes { month } } later: payments(month: "2028-03", first: 1) { nodes { month } } }',
        await headersOf(other, 'finance-clerk'),
      ),
      fetch(`${product.url}/console/config.json`).then((response) => response.json()),
    ]);
  const standing = [
    { data: { payments: { nodes: [{ month: '2028-02' }] }, later: { nodes: [] } } },
    expect.objectContaining({ today: '2028-02-29' }),
  ];
  const started = async (today: string) => {
    const product = await startProduct(other, { ...env, FOURNETS_TODAY: today });
    const answers = await asked(product);
    return { answers, said: (await product.stop()).stderr };
  };
  const first = await started('2028-02-29');
  const later = await started('');
  rmSync(other, { recursive: true, force: true });
  expect(first.answers).toEqual(standing);
  expect(first.said).not.toContain('stands on');
  expect(later.answers).toEqual(standing);
  expect(later.said).toContain('stands on 2028-02-29');
});

it('says who holds the data to a second start, and answers on', async () => {
  const holder = await startProduct(directory, env);
  const { code, stderr } = await fournets(['up'], { ...env, PORT: '0', FOURNETS_DATA: directory });
  expect(code).toBe(4);
  expect(stderr).toContain('DATA_DIRECTORY_HELD');
  expect(stderr).toContain(String(holder.pid));
  expect(stderr).toContain(holder.url);
  expect(await answerOf(holder)).toMatchObject({ data: { institutions: {} } });
  await holder.stop();
});

it('names a port that is taken', async () => {
  const holder = await startProduct(directory, env);
  const port = new URL(holder.url).port;
  const other = mkdtempSync(path.join(tmpdir(), 'fournets-up-'));
  const { code, stderr } = await fournets(['up'], {
    FOURNETS_DEMO_PEOPLE: '0',
    PORT: port,
    FOURNETS_DATA: other,
  });
  expect(code).toBe(4);
  expect(stderr).toContain('PORT_TAKEN');
  expect(stderr).toContain(port);
  await holder.stop();
  rmSync(other, { recursive: true, force: true });
});

it('names a variable that is wrong', async () => {
  const { code, stderr } = await fournets(['up'], { PORT: 'http', FOURNETS_DATA: directory });
  expect(code).toBe(4);
  expect(stderr).toContain('CONFIGURATION_INVALID');
  expect(stderr).toContain('PORT');
});

it('ends with 2 on wrong words and 0 on help', async () => {
  expect((await fournets(['nonsense'], {})).code).toBe(2);
  expect((await fournets(['--help'], {})).code).toBe(0);
});

it('says on an old Node which one it needs', async () => {
  const old = "data:text/javascript,Object.defineProperty(process.versions,'node',{value:'18.20.0'})";
  const { code, stderr } = await fournets(['up'], { NODE_OPTIONS: `--import=${old}` });
  expect(code).toBe(4);
  expect(stderr).toContain('20.19');
});

it('answers the same with a department in a process of its own', async () => {
  const query = '{ institutions(first: 20) { nodes { name paidHeadcount(month: "2026-10") } } }';
  const alone = await startProduct(directory, env);
  const expected = await answerOf(alone, query);
  await alone.stop();
  const gateway = await startProduct(directory, { ...env, FINANCE_URL: 'http://127.0.0.1:4395/graphql' });
  const without = await answerOf(gateway, query);
  expect(JSON.stringify(without.errors)).toContain('SUBGRAPH_UNAVAILABLE');
  const finance = await startSubgraph('finance', directory, 4395);
  expect(await answerOf(gateway, query)).toEqual(expected);
  expect((await finance.stop()).code).toBe(0);
  expect((await gateway.stop()).code).toBe(0);
});

it('runs from any folder, with the files that the container image has', async () => {
  const image = mkdtempSync(path.join(tmpdir(), 'fournets-image-'));
  const top = path.join(import.meta.dirname, '../..');
  const dockerfile = readFileSync(path.join(top, 'Dockerfile'), 'utf8');
  const copied = [...dockerfile.matchAll(/^COPY (.+) \S+$/gm)].flatMap(([, names = '']) => names.split(' '));
  for (const name of copied) cpSync(path.join(top, name), path.join(image, name), { recursive: true });
  symlinkSync(path.join(top, 'node_modules'), path.join(image, 'node_modules'));
  const { code, stderr } = await fournets(['migrate'], { FOURNETS_DATA: path.join(image, 'data') }, image);
  rmSync(image, { recursive: true, force: true });
  expect(stderr).toBe('');
  expect(code).toBe(0);
});
