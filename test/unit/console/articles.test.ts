// Articles as people cite them, in the language of the page.
import { articlesText } from '../../../gateway/web/console/page/desk/format.ts';
import { headOf } from '../../../gateway/web/console/page/desk/rule.ts';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const RULES = 'schema/rules';

it.each([
  ['公务员法 (2018) art. 44', '公务员法（2018）第44条'],
  ['公职人员政务处分法 (2020) art. 8, 19', '公职人员政务处分法（2020）第8、19条'],
  ['公务员法 (2018) art. 92–93', '公务员法（2018）第92–93条'],
  [
    '国务院令第486号《地方各级人民政府机构设置和编制管理条例》 art. 6',
    '国务院令第486号《地方各级人民政府机构设置和编制管理条例》第6条',
  ],
  ['财政违法行为处罚处分条例 (国务院令第427号)', '财政违法行为处罚处分条例（国务院令第427号）'],
  ['机构编制实名制管理', '机构编制实名制管理'],
  ['district practice · 地方惯例', 'district practice · 地方惯例'],
])('%s is %s in Chinese, and as it is written in English', (written, zh) => {
  expect(articlesText([written], 'zh')).toBe(zh);
  expect(articlesText([written], 'en')).toBe(written);
});

it('stand apart from one another where one of them lists numbers', () => {
  const articles = ['公职人员政务处分法 (2020) art. 8, 19', '公务员法 (2018) art. 65'];
  expect(articlesText(articles, 'zh')).toBe('公职人员政务处分法（2020）第8、19条；公务员法（2018）第65条');
  expect(articlesText(articles, 'en')).toBe(articles.join('; '));
});

it('leave nothing English behind in those of the built-in rules', () => {
  const texts = readdirSync(RULES)
    .filter((name) => /^R\d+-.*\.graphql$/.test(name))
    .map((name) => readFileSync(path.join(RULES, name), 'utf8'));
  expect(texts).toHaveLength(30);
  for (const text of texts) {
    const articles = headOf(text)?.articles ?? [];
    expect(articles).not.toEqual([]);
    expect(articlesText(articles, 'zh')).not.toMatch(/[a-z(]/i);
  }
});
