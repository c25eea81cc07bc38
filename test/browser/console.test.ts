import { readFileSync } from 'node:fs';
import { describeInBrowser } from './chromium.ts';
import { answer, openExample, question, setStage, shows } from './console-page.ts';
import type { ConsoleStage } from './console-page.ts';

describeInBrowser('asking in the console', () => {
  let stage: ConsoleStage;
  const visit: ConsoleStage['visit'] = (...visited) => stage.visit(...visited);

  beforeAll(async () => {
    stage = await setStage();
  });

  afterEach(async () => {
    expect(await stage.leave()).toEqual([]);
  });

  afterAll(() => stage.close());

  it('opens an example in a tab of its own, with its variables, and shows its answer', async () => {
    const { page } = await visit();
    await openExample(page, 'Example questions', 'Three counts of a unit');
    await shows(question(page), 'query ThreeCounts');
    await shows(page.locator('.graphiql-editor-tool .view-lines').first(), '12100000MB0000001A');
    await page.getByRole('button', { name: /Execute query/ }).click();
    await shows(answer(page), '"paid": 24');
    expect(await page.getByRole('tab').allInnerTexts()).toEqual(['Welcome', 'ThreeCounts']);
  });

  it('runs the first tab as it stands', async () => {
    const { page } = await visit();
    await page.getByRole('button', { name: /Execute query/ }).click();
    await shows(answer(page), 'Every institution');
  });

  it('keeps the tabs and the history over a reload', async () => {
    const { page } = await visit();
    await openExample(page, 'Example questions', 'All institutions');
    await page.getByRole('button', { name: /Execute query/ }).click();
    await shows(answer(page), '机构编制办公室');
    await page.waitForFunction(() => localStorage.getItem('graphiql:tabState')?.includes('AllInstitutions'));
    await page.reload();
    await shows(question(page), 'query AllInstitutions');
    await page.getByRole('button', { name: 'Show History' }).click();
    // GraphiQL writes a question twice when its tab changes while it runs (the operation's name comes late).
    await page.locator('.graphiql-history-item', { hasText: 'AllInstitutions' }).first().waitFor();
  });

  it('shows the descriptions of the schema', async () => {
    const { page } = await visit();
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    await page.getByRole('link', { name: 'Institution', exact: true }).click();
    await page.getByText('A unit with its own posts (机构).').waitFor();
  });

  it('builds a question with the explorer', async () => {
    const { page } = await visit();
    await openExample(page, 'Example questions', 'All institutions');
    await shows(question(page), 'query AllInstitutions');
    await page.getByRole('button', { name: 'Show GraphiQL Explorer' }).click();
    await page.locator('.graphiql-explorer-node [data-field-name="occupied"]').first().click();
    await shows(question(page), 'occupied');
  });

  it('saves the answer as a JSON file named after the operation, and copies it', async () => {
    const { page } = await visit({ permissions: ['clipboard-read', 'clipboard-write'] });
    await openExample(page, 'Example questions', 'All institutions');
    await page.getByRole('button', { name: /Execute query/ }).click();
    await shows(answer(page), '12100000MB0000001A');
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download JSON' }).click();
    const download = await saved;
    const expected = { data: { institutions: [{ code: '12100000MB0000001A', name: '机构编制办公室' }] } };
    expect(download.suggestedFilename()).toBe('AllInstitutions.json');
    expect(JSON.parse(readFileSync(await download.path(), 'utf8'))).toEqual(expected);
    await page.getByRole('button', { name: 'Copy result' }).click();
    await page.getByText('Copied.').waitFor();
    expect(JSON.parse(await page.evaluate(() => navigator.clipboard.readText()))).toEqual(expected);
  });

  it('prettifies with the keys that its own list of shortcuts names', async () => {
    const { page } = await visit();
    await question(page).click();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText('query A { institutions { code } }');
    await page.keyboard.press('Control+Shift+p');
    await page.locator('.graphiql-query-editor .view-line').nth(4).waitFor();
  });

  it('says in the menu which example cannot be used', async () => {
    const { page } = await visit({ locale: 'zh-CN' });
    await page.getByRole('button', { name: '示例查询' }).click();
    await page.getByRole('menuitem', { name: '03-broken.graphql 第 8 行' }).waitFor();
  });

  it('says in both languages when no answer comes from the graph, and stops when one does', async () => {
    const { page, offences } = await visit({ locale: 'zh-CN' });
    const execute = page.getByRole('button', { name: /执行查询/ });
    stage.app.failWith = '<h1>Bad gateway</h1>';
    await execute.click();
    await page.getByRole('alert').getByText('HTTP 状态 502').waitFor();
    await shows(answer(page), 'CONSOLE_ANSWER_NOT_JSON');
    await page.route('**/graphql', (route) => route.abort());
    await execute.click();
    await page.getByRole('alert').getByText('无法连接 /graphql').waitFor();
    await shows(answer(page), 'The graph cannot be reached');
    stage.app.failWith = undefined;
    await page.unroute('**/graphql');
    await execute.click();
    await page.getByRole('alert').getByText('graphql').waitFor({ state: 'detached' });
    expect(offences.splice(0)).toHaveLength(2);
  });

  it('checks and completes a question against the schema while it is typed', async () => {
    const { page } = await visit();
    await question(page).click();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText('query A { institutions { nome } }');
    await page.locator('.graphiql-query-editor .squiggly-error').first().waitFor();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('{ inst');
    await page.locator('.suggest-widget').getByText('institutions').first().waitFor();
  });
});
