import { describeInBrowser } from './chromium.ts';
import { seriousViolations } from './axe.ts';
import { answer, openExample, question, setStage, shows } from './console-page.ts';
import type { ConsoleStage } from './console-page.ts';

describeInBrowser('access to the console', () => {
  let stage: ConsoleStage;
  const visit: ConsoleStage['visit'] = (...visited) => stage.visit(...visited);

  beforeAll(async () => {
    stage = await setStage();
  });

  afterEach(async () => {
    expect(await stage.leave()).toEqual([]);
  });

  afterAll(() => stage.close());

  it('speaks the language of the browser, changes it on request and remembers it', async () => {
    const { page } = await visit({ locale: 'zh-CN' });
    expect(await page.title()).toBe('四网 · 查询控制台');
    await shows(question(page), '四网：五个部门');
    await page.getByRole('button', { name: '显示 历史记录' }).waitFor();
    await question(page).click({ button: 'right' });
    await page.getByText('命令面板').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('button', { name: 'Show History' }).waitFor();
    await shows(question(page), 'FourNets: five departments');
    await page.goto(`${stage.app.origin}/console/`);
    await page.getByRole('button', { name: 'Example questions' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
  });

  it('takes the language from the address, and shows the headings of the documentation in it', async () => {
    const { page } = await visit({}, '/console?lang=zh');
    await page.getByRole('button', { name: '显示 文档' }).click();
    await page.locator('.graphiql-doc-explorer-section-title', { hasText: '根类型' }).waitFor();
    await openExample(page, '示例查询', '一个单位的三个数');
    await shows(question(page), '# 一个单位的三个数');
  });

  it.each(['light', 'dark'] as const)(
    'has no serious accessibility violation of its own, %s',
    async (colorScheme) => {
      const { page } = await visit({ colorScheme });
      expect(await seriousViolations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Example questions' }).press('Enter');
      await page.getByRole('menuitem').first().waitFor();
      expect(await seriousViolations(page)).toEqual([]);
    },
  );

  it('can be used by keyboard from the first key on', async () => {
    const { page } = await visit();
    await page.getByRole('button', { name: 'Example questions', disabled: false }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('[role=menuitem]:focus').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.locator('[role=menuitem]:focus', { hasText: 'All institutions' }).waitFor();
    await page.keyboard.press('Enter');
    await shows(question(page), 'query AllInstitutions');
    await page.keyboard.press('Control+Enter');
    await shows(answer(page), '机构编制办公室');
  });

  it('fits a narrow window', async () => {
    const { page } = await visit({ viewport: { width: 400, height: 800 } });
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wider).toBeLessThanOrEqual(0);
    const boxes = [question(page), answer(page)].map((editor) => editor.boundingBox());
    const [asked, answered] = await Promise.all(boxes);
    expect(answered?.y).toBeGreaterThan(asked?.y ?? Infinity);
  });
});
