import { chooseLanguage } from '../../../gateway/web/console/page/language.ts';

it.each([
  ['the address before all', '?lang=zh', 'en', ['en-US'], 'zh'],
  ['what was chosen before', '', 'en', ['zh-CN'], 'en'],
  ['the browser, first language first', '', null, ['fr-FR', 'zh-TW', 'en'], 'zh'],
  ['English for want of another', '', null, ['fr-FR'], 'en'],
  ['no language it does not speak', '?lang=fr', 'de', ['zh'], 'zh'],
] as const)('chooses by %s', (_case, query, remembered, browser, expected) => {
  expect(chooseLanguage(query, remembered, browser)).toBe(expected);
});
