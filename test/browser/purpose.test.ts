import type { Page } from 'playwright-core';
import type { PersonName } from '../../gateway/issuer/people.ts';
import { ask } from '../support/product.ts';
import { headersOf } from '../support/token.ts';
import { seriousViolations } from './axe.ts';
import { describeInBrowser } from './chromium.ts';
import { answer, openExample, question, shows, variables, write } from './console-page.ts';
import type { ConsoleStage } from './console-page.ts';
import { isInside, logIn, setProductStage } from './console-product.ts';
import type { ProductPlace } from './console-product.ts';

const DISTRICT_TASK = 'Inspection 巡〔2025〕3号 机构编制纪律专项巡察';
const UNIT_TASK = 'Investigation 纪案〔2025〕12号 某单位吃空饷问题线索核查';

const run = (page: Page): Promise<void> => page.getByRole('button', { name: /Execute query/ }).click();

const purpose = (page: Page) => page.getByRole('combobox', { name: 'Purpose' });

const refusals = (page: Page) => page.getByRole('region', { name: 'Not everything is shown' });

describeInBrowser('asking for a purpose in the console', () => {
  let stage: ConsoleStage<ProductPlace>;
  const visit: ConsoleStage['visit'] = (...visited) => stage.visit(...visited);

  const enter = async (person: PersonName, ...visited: Parameters<ConsoleStage['visit']>) => {
    const entered = await visit(...visited);
    await logIn(entered.page, person);
    return entered;
  };

  const askAs = async (person: PersonName, query: string): Promise<unknown> => {
    const { data, errors } = await ask(
      stage.app.origin,
      query,
      await headersOf(stage.app.dataDirectory, person),
    );
    expect(errors).toBeUndefined();
    return data;
  };

  beforeAll(async () => {
    stage = await setProductStage();
  });

  afterEach(async () => {
    expect(await stage.leave()).toEqual([]);
  });

  afterAll(() => stage.close());

  it('says which owner shows which fields for a purpose only, and shows them for one', async () => {
    const { page } = await enter('investigator');
    await openExample(page, 'Example questions', 'Sanctioned and still paid');
    await run(page);
    await refusals(page).getByText('Finance Person.payments: not without a purpose').waitFor();
    await refusals(page).getByText('Choose a purpose at the top of the page').waitFor();
    await purpose(page).selectOption(DISTRICT_TASK);
    await page.getByText('the whole district').waitFor();
    await run(page);
    await refusals(page).waitFor({ state: 'detached' });
    await shows(answer(page), '"status": "');
  });

  it('says what is shown in part for a purpose about one unit, in Chinese', async () => {
    const { page } = await enter('investigator', { locale: 'zh-CN' });
    await page.getByRole('combobox', { name: '查询事由' }).selectOption({ index: 1 });
    await page.getByText('机构 113307981000657684').waitFor();
    await openExample(page, '示例查询', '受处分人员是否仍全额领薪');
    await page.getByRole('button', { name: /执行查询/ }).click();
    const part = page.getByRole('region', { name: '部分数据未提供' });
    await part.getByText('财政 Person.payments：仅限任务及协议范围内的机构').waitFor();
    await part.getByText('请通过 requestAgreementOfFinance 申请').waitFor();
  });

  it('shows the refusals of the tab that is shown', async () => {
    const { page } = await enter('investigator');
    await openExample(page, 'Example questions', 'Sanctioned and still paid');
    await run(page);
    await refusals(page).waitFor();
    await page.getByRole('tab', { name: 'Welcome' }).click();
    await refusals(page).waitFor({ state: 'detached' });
    await page.getByRole('tab', { name: 'SanctionedAndPaid' }).click();
    await refusals(page).waitFor();
  });

  it('keeps the purpose over a reload, and drops it for somebody else', async () => {
    const { page } = await enter('investigator');
    await purpose(page).selectOption(UNIT_TASK);
    await page.reload();
    await page.getByText('unit 113307981000657684').waitFor();
    expect(await purpose(page).inputValue()).toMatch(/^discipline\//);
    await page.getByRole('button', { name: 'Log out' }).click();
    await page.locator('button[name=logout]').click();
    await logIn(page, 'organization-clerk');
    await purpose(page).waitFor();
    expect(await purpose(page).inputValue()).toBe('');
  });

  it('says what to do about a purpose that the gateway refuses', async () => {
    const { page, offences } = await enter('finance-clerk');
    await purpose(page).selectOption({ index: 1 });
    await page.route(
      '**/graphql',
      (route) => route.continue({ headers: { ...route.request().headers(), 'x-purpose': 'finance/99' } }),
      { times: 1 },
    );
    await openExample(page, 'Example questions', 'Three counts');
    await run(page);
    await refusals(page).getByText('Choose another of your tasks').waitFor();
    expect(offences.splice(0)).toEqual([expect.stringContaining('403')]);
  });

  it('helps somebody without a task to register one, and then offers it', async () => {
    const { tasksOfHr } = (await askAs('hr-clerk', '{ tasksOfHr(mine: true) { nodes { id version } } }')) as {
      tasksOfHr: { nodes: { id: string; version: number }[] };
    };
    for (const { id, version } of tasksOfHr.nodes)
      await askAs('hr-clerk', `mutation { endTaskOfHr(id: "${id}", version: ${version}) { state } }`);
    const { page } = await enter('hr-clerk');
    await page.getByText('No task of yours is in force').waitFor();
    await page.getByRole('button', { name: 'Register a task' }).click();
    await shows(question(page), 'registerTaskOfHr');
    const input = {
      kind: 'DOCUMENT',
      documentNumber: '人社〔2026〕1号',
      title: '核对',
      people: ['hr-clerk'],
      validFrom: '2026-01-01',
    };
    await write(page, variables(page), JSON.stringify({ input }));
    await run(page);
    await purpose(page).selectOption('Document 人社〔2026〕1号 核对');
    await page.getByText('the whole district').waitFor();
  });

  it('says when tasks cannot be read, and reads them again', async () => {
    const { page } = await visit();
    await page.route('**/graphql', async (route) => {
      if (route.request().postData()?.includes('ConsoleTasks')) await route.fulfill({ json: { data: null } });
      else await route.continue();
    });
    await logIn(page, 'director');
    await page.getByText('Your tasks could not be read.').waitFor();
    await page.unroute('**/graphql');
    await page.getByRole('button', { name: 'Read the tasks again' }).click();
    await purpose(page).waitFor();
  });

  it.each(['light', 'dark'] as const)(
    'has no serious accessibility violation of its own, %s',
    async (colorScheme) => {
      const { page } = await visit({ colorScheme });
      expect(await seriousViolations(page)).toEqual([]);
      await logIn(page, 'investigator');
      await openExample(page, 'Example questions', 'Sanctioned and still paid');
      await run(page);
      await refusals(page).waitFor();
      await purpose(page).selectOption(UNIT_TASK);
      expect(await seriousViolations(page)).toEqual([]);
    },
  );

  it('can be used by keyboard from the first key on', async () => {
    const { page } = await visit();
    await page.getByRole('button', { name: 'Log in' }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('button[value=investigator]').press('Enter');
    await isInside(page);
    await purpose(page).waitFor();
    for (const _ of [
      'questions',
      'findings',
      'rules',
      'runs',
      'deeds',
      'examples',
      'language',
      'log out',
      'purpose',
    ])
      await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await page.getByText('unit 113307981000657684').waitFor();
  });

  it('fits a narrow window', async () => {
    const { page } = await visit({ viewport: { width: 400, height: 800 } });
    const wider = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(await wider()).toBeLessThanOrEqual(0);
    await logIn(page, 'investigator');
    await openExample(page, 'Example questions', 'Sanctioned and still paid');
    await purpose(page).selectOption(UNIT_TASK);
    await run(page);
    await refusals(page).waitFor();
    expect(await wider()).toBeLessThanOrEqual(0);
    const copy = await page.getByRole('button', { name: 'Copy result' }).boundingBox();
    expect(copy?.y).toBeLessThan(800);
  });
});
