import { listText } from '../../../gateway/cli/import/list.ts';
import { hr } from '../../../subgraphs/hr/main.ts';

it('lists what a column takes from the identity number, what is required and what is the default', () => {
  const lines = listText([hr]).split('\n');
  const remark = 'else from the identity number · 缺省取自公民身份号码';
  expect(lines.find((line) => line.includes('出生日期'))).toContain(`born on · 出生日期  ${remark}`);
  expect(lines.find((line) => line.includes('性别'))).toContain(`sex · 性别  ${remark}`);
  expect(lines.find((line) => line.includes('人员状态'))).toMatch(/人员状态 {2}default · 默认 ACTIVE$/);
  expect(lines.find((line) => line.includes('姓名'))).toMatch(/姓名 {2}required · 必填$/);
});
