// What the console shows of findings, of a product that other tests of the desk have started.
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Page } from 'playwright-core';
import type { FindingPage } from '../../gateway/web/console/page/desk/findings/findings.ts';
import { fournets } from '../support/product.ts';
import { seriousViolations } from './axe.ts';
import type { ConsoleStage } from './console-page.ts';
import type { ProductPlace } from './console-product.ts';
import { desk, enterDesk, press } from './desk-page.ts';

const rows = (page: Page) => desk(page).locator('tbody').getByRole('row');

/** What the browser saves when the button is pressed: its name, and its cells. */
const exported = async (page: Page, button: string): Promise<readonly [string, string[][]]> => {
  const [download] = await Promise.all([page.waitForEvent('download'), press(page, button)]);
  return [download.suggestedFilename(), parse(readFileSync(await download.path()), { bom: true })];
};

/** Has the first page of findings changed on its way, and any other fail. */
const changeFindings = (page: Page, change: (findings: FindingPage) => unknown): Promise<unknown> =>
  page.route('**/graphql', async (route) => {
    const { query, variables } = route.request().postDataJSON();
    if (!query.includes('DeskFindings')) return route.fallback();
    if (variables.after !== null) {
      const errors = [{ message: 'It is down.', extensions: { code: 'OWNER_UNAVAILABLE', zh: '未应答。' } }];
      return route.fulfill({ json: { data: { findings: null }, errors } });
    }
    const response = await route.fetch();
    const answer = await response.json();
    change(answer.data.findings);
    return route.fulfill({ response, json: answer });
  });

/** True where the first button of the name is on one line. */
const isOneLine = (page: Page, name: string): Promise<boolean> =>
  desk(page)
    .getByRole('button', { name })
    .first()
    .evaluate((element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      return range.getClientRects().length === 1;
    });

/** Tests of the page, over what a run of R12 found. */
export const testFindings = (stageOf: () => ConsoleStage<ProductPlace>): void => {
  beforeAll(async () => {
    const { code } = await fournets(['rules', 'run', '--rule', 'R12'], {
      FOURNETS_DATA: stageOf().app.dataDirectory,
    });
    expect(code).toBe(0);
  }, 120_000);

  it('are shown with why, and nobody’s word is taken on them without a reason', async () => {
    const { page } = await enterDesk(stageOf(), 'section-clerk', '/console#findings', { locale: 'zh-CN' });
    await desk(page).getByLabel('规则').selectOption('R12');
    const found = desk(page).getByRole('row').filter({ hasText: '死亡，' }).first();
    await found.getByText(/仍发放工资 [\d,.]+ 元/).waitFor();
    await found.getByRole('button', { name: '查看详情' }).click();
    await found.getByText('依据 财政违法行为处罚处分条例（国务院令第427号）').waitFor();
    await found.getByText('证据 · 人社 · 依据共享协议').click();
    await found.getByText('death.diedOn').waitFor();
    await found.getByText('证据 · 财政 · 依据共享协议').click();
    await found.getByText(/^另读取 \d+ 项事实/).waitFor();
    await found.getByText(/首次发现 · fournets-oversight/).waitFor();
    await found.getByRole('button', { name: '排除' }).click();
    expect(await found.getByText('待核查').count()).toBe(1);
    await found.getByRole('textbox', { name: '理由' }).fill('已追回');
    await found.getByRole('button', { name: '排除' }).click();
    await found.getByText('section-clerk 已追回').waitFor();
    await found.getByRole('cell', { name: /^已排除/ }).waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    await page.setViewportSize({ width: 400, height: 800 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
  }, 120_000);

  it('are reached from their rule and from a run of it, and the address says which rule is chosen', async () => {
    const { page } = await enterDesk(stageOf(), 'section-clerk', '/console#rules/R12', {
      viewport: { width: 1400, height: 900 },
    });
    const rule = desk(page).getByLabel('Rule', { exact: true });
    const hash = () => page.evaluate(() => location.hash);
    await desk(page).getByRole('link', { name: 'Findings of R12' }).click();
    await desk(page).getByRole('button', { name: 'Look closer' }).first().waitFor();
    expect([await hash(), await rule.inputValue()]).toEqual(['#findings/R12', 'R12']);

    await rule.selectOption('all');
    await page.waitForFunction(() => location.hash === '#findings');
    await page.getByRole('button', { name: 'Runs', exact: true }).click();
    await desk(page).getByRole('link', { name: 'Findings of R12' }).first().click();
    await desk(page).getByRole('button', { name: 'Look closer' }).first().waitFor();
    expect([await hash(), await rule.inputValue()]).toEqual(['#findings/R12', 'R12']);
    await page.goto(`${stageOf().app.origin}/console#findings/R99`);
    await desk(page).getByText('There is no such finding.').waitFor();
    expect(await rule.inputValue()).toBe('R99');
  });

  it('are chosen by institution, subject and who did not answer, by keyboard, and the address says so', async () => {
    const { page } = await enterDesk(stageOf(), 'section-clerk', '/console#findings/?state=');
    await rows(page).first().waitFor();
    const [asked] = await Promise.all([
      page.waitForResponse((response) => response.request().postData()?.includes('DeskFindings') ?? false),
      page.reload(),
    ]);
    const { nodes, totalCount } = ((await asked.json()) as { data: { findings: FindingPage } }).data.findings;
    const { subject, institution } = nodes.find((each) => each.institution !== null)!;
    const chosen = (code: string, about: string): number =>
      nodes.filter(
        (each) =>
          (code === '' || each.institution?.code === code) && (about === '' || each.subject === about),
      ).length;
    const named = (label: string | RegExp) => desk(page).getByRole('textbox', { name: label });

    const code = institution?.code ?? '';
    expect([code, chosen(code, '')]).not.toEqual([code, totalCount]);
    await named('Code of the institution').fill(` ${code} `);
    await named('Code of the institution').press('Enter');
    await page.waitForFunction(() => location.hash.includes('institutionCode='));
    await desk(page)
      .getByText(`${chosen(code, '')} of ${chosen(code, '')}`, { exact: true })
      .waitFor();
    await named(/it is about/).fill(subject ?? '');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => location.hash.includes('subject='));
    await desk(page)
      .getByText(`${chosen(code, subject ?? '')} of ${chosen(code, subject ?? '')}`, { exact: true })
      .waitFor();
    expect(await seriousViolations(page)).toEqual([]);

    // The address alone chooses the same, in the other language, too.
    const address = await page.evaluate(() => location.href);
    const other = await enterDesk(stageOf(), 'section-clerk', address.slice(address.indexOf('/console')), {
      locale: 'zh-CN',
    });
    await desk(other.page)
      .getByText(/^显示 \d+ 条/)
      .waitFor();
    expect(await desk(other.page).getByRole('textbox', { name: '所属机构代码' }).inputValue()).toBe(code);
    await desk(other.page).getByLabel('未应答部门').selectOption('财政');
    await desk(other.page).getByText('没有符合条件的疑点。').waitFor();
    expect(await other.page.evaluate(() => location.hash)).toContain('undecidedBy=finance');
  });

  it('leave the buttons of their rows on one line, however much they say', async () => {
    const { page } = await enterDesk(stageOf(), 'section-clerk', '/console#rules', {
      viewport: { width: 1400, height: 900 },
    });
    await changeFindings(page, ({ nodes: [first] }) =>
      Object.assign(first!, { sentenceEn: 'Many words. '.repeat(40) }),
    );
    await page.getByRole('button', { name: 'Findings', exact: true }).click();
    await desk(page).getByText('Many words.').waitFor();
    expect(await isOneLine(page, 'Look closer')).toBe(true);
  });

  it('are exported as they are chosen, all or none', async () => {
    const { page } = await enterDesk(stageOf(), 'section-clerk', '/console#findings/R12');
    await desk(page).getByLabel('State').selectOption('refuted');
    await rows(page).first().waitFor();
    const count = await rows(page).count();
    const [name, [heads, ...cells]] = await exported(page, 'Export CSV');
    expect(name).toBe('findings-R12-REFUTED-2026-10-31.csv');
    expect(heads!.slice(0, 4)).toEqual(['Rule', 'Name', 'Severity', 'State']);
    expect(cells).toHaveLength(count);
    expect(cells[0]![0]).toBe('R12');
    expect(cells[0]!.at(-1)).toBe('已追回');
    await desk(page).getByText(`All ${count} findings are in the file.`).waitFor();
    expect(await seriousViolations(page)).toEqual([]);

    await changeFindings(page, (findings) =>
      Object.assign(findings, {
        totalCount: count + 1,
        pageInfo: { hasNextPage: true, endCursor: 'next' },
      }),
    );
    const saved: string[] = [];
    page.on('download', (download) => saved.push(download.suggestedFilename()));
    await press(page, 'Export CSV');
    await desk(page)
      .getByText(
        `No file was written: after ${count} of ${count + 1} findings the next ones could not be read.`,
      )
      .waitFor();
    await desk(page).getByText('It is down.').waitFor();
    expect(saved).toEqual([]);
  });

  it('are exported in Chinese to who reads in Chinese', async () => {
    const { page } = await enterDesk(stageOf(), 'section-clerk', '/console#findings', { locale: 'zh-CN' });
    await rows(page).first().waitFor();
    const [name, [heads, ...cells]] = await exported(page, '导出 CSV');
    expect(name).toBe('疑点-SUSPECTED-2026-10-31.csv');
    expect(heads!.slice(0, 4)).toEqual(['规则', '规则名称', '等级', '状态']);
    expect(cells.map(([, , , state]) => state)).toEqual(cells.map(() => '待核查'));
    expect(cells.map((each) => each.at(-2))).toContain('财政违法行为处罚处分条例（国务院令第427号）');
    await desk(page).getByText(`已导出全部 ${cells.length} 条疑点。`).waitFor();
  });
};
