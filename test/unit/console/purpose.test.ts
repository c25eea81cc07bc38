import type { Ask } from '../../../gateway/web/console/page/ask.ts';
import { graphFetcher } from '../../../gateway/web/console/page/fetcher.ts';
import { readTasks } from '../../../gateway/web/console/page/purpose/tasks.ts';

const task = (id: string, hindrance: string | null = null) => ({ id, hindrance });

/** Answers every question with the same, and notes what was asked. */
const asking = (answer: object) => {
  const asked: { query: string; headers: object | undefined }[] = [];
  const ask: Ask = async ({ query }, headers) => {
    asked.push({ query, headers });
    return JSON.parse(JSON.stringify(answer));
  };
  return { ask, asked };
};

describe('the viewer’s tasks', () => {
  it('are those of the own department that are in force, by the name that the header has', async () => {
    const { ask, asked } = asking({ data: { hr: { nodes: [task('7'), task('6', 'EXPIRED')] } } });
    expect(await readTasks(ask, 'hr')).toEqual([{ ...task('7'), name: 'hr/7' }]);
    expect(asked[0]?.query).toContain('tasksOfHr(mine: true, first: 100)');
    expect(asked[0]?.query).not.toContain('tasksOfFinance');
  });

  it('are looked for everywhere where the department is not known', async () => {
    const data = { discipline: { nodes: [task('1')] }, finance: { nodes: [] }, hr: null };
    const { ask, asked } = asking({ data, errors: [{ message: 'away', path: ['hr'] }] });
    expect(await readTasks(ask, undefined)).toMatchObject([{ name: 'discipline/1' }]);
    expect(asked[0]?.query.match(/tasksOf/g)).toHaveLength(5);
  });

  it('are none for who is of no department’s staff, and unknown where nobody answers', async () => {
    const refused = { path: ['hr'], extensions: { code: 'FORBIDDEN' } };
    expect(await readTasks(asking({ data: { hr: null }, errors: [refused] }).ask, 'hr')).toEqual([]);
    expect(await readTasks(asking({ data: { hr: null }, errors: [{ path: ['hr'] }] }).ask, 'hr')).toBe(
      undefined,
    );
    expect(await readTasks(asking({ code: 'CONSOLE_GRAPH_UNREACHABLE' }).ask, 'hr')).toBe(undefined);
  });
});

describe('a question', () => {
  const ignore = () => undefined;

  const sentFor = async (
    purpose: string,
    params: { query: string; operationName?: string },
    headers = {},
  ) => {
    const { ask, asked } = asking({ data: {} });
    const changes: string[] = [];
    const onChange = () => void changes.push('change');
    const fetcher = graphFetcher({ ask, purpose: () => purpose, onProblem: ignore, onChange });
    await fetcher(params, { headers });
    return { headers: asked[0]?.headers, changes };
  };

  it('names its purpose, unless there is none or it is about the schema', async () => {
    expect((await sentFor('hr/7', { query: '{ a }' })).headers).toEqual({ 'x-purpose': 'hr/7' });
    expect((await sentFor('', { query: '{ a }' })).headers).toEqual({});
    const introspection = { query: '{ __schema { a } }', operationName: 'IntrospectionQuery' };
    expect((await sentFor('hr/7', introspection)).headers).toEqual({});
  });

  it('is sent with the headers that stand in the editor before all', async () => {
    const { headers } = await sentFor('hr/7', { query: '{ a }' }, { 'x-purpose': 'hr/8' });
    expect(headers).toEqual({ 'x-purpose': 'hr/8' });
  });

  it('tells that it may have changed data', async () => {
    expect((await sentFor('', { query: '# about\nmutation A { a }' })).changes).toEqual(['change']);
    expect((await sentFor('', { query: 'query A { mutation }' })).changes).toEqual([]);
  });
});
