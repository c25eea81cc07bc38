// The rules of `eslint.config.mjs` against small contracts that break them.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { DEPARTMENT_NAMES } from '../../schema/departments.ts';

const ROOT = path.join(__dirname, '../..');
const ESLINT = path.join(ROOT, 'node_modules/eslint/bin/eslint.js');

interface Message {
  readonly ruleId: string;
  readonly line: number;
}

const lint = (name: string, source: string): string[] => {
  const args = [ESLINT, '--format', 'json', '--stdin', '--stdin-filename', `schema/${name}.graphql`];
  const { stdout } = spawnSync(process.execPath, args, { cwd: ROOT, input: source, encoding: 'utf8' });
  const [file]: readonly { readonly messages: readonly Message[] }[] = JSON.parse(stdout);
  return (file?.messages ?? []).map(({ line, ruleId }) => `${line} ${ruleId.split('/').at(-1)}`);
};

it('accepts a contract that describes everything in both languages and classifies every field', () => {
  const source = `type Query {
  "One unit. · 机构"
  unit("Its code. · 机构代码" code: ID!): Unit @share(class: OPEN)
}
"A unit. · 机构"
type Unit {
  "Kind of the unit. · 类别（一类、二类）"
  kind: Kind @share(class: CONDITIONAL)
}
extend type Unit {
  "Number of the unit. · 编号"
  id: ID! @share(class: OPEN)
}
"What to look for. · 查询条件"
input UnitFilter {
  "Kind of the unit. · 类别"
  kind: Kind!
}
"Kind of a unit. · 机构类型"
enum Kind {
  "Organ. · 机关"
  ORGAN
}
`;
  expect(lint('hr/planted', source)).toEqual([]);
});

it('reports what is not described, not in both languages, or named another way', () => {
  const source = `type Query {
  unit("Its code. · 机构代码" code: ID!): unit @share(class: OPEN)
  "Units."
  units("Name · 名称" Part: String, first: Int): [unit] @share(class: OPEN)
}
"A unit. · unit"
type unit {
  "机构名称"
  name: String @share(class: OPEN)
  "Kind of the unit. · 类别"
  Kind: Kind @share(class: OPEN)
}
enum Kind {
  "Organ. · 机关"
  organ
  OTHER
}
`;
  expect(lint('hr/planted', source)).toEqual([
    '2 require-description',
    '3 bilingual',
    '4 naming-convention',
    '4 require-description',
    '6 bilingual',
    '7 naming-convention',
    '8 bilingual',
    '11 naming-convention',
    '13 require-description',
    '15 naming-convention',
    '16 require-description',
  ]);
});

it('reports a field without a share class, and a promise that a refusal would break', () => {
  const source = `type Query {
  "Units. · 机构"
  units: [Unit] @deprecated(reason: "no class")
}
"A unit. · 机构"
type Unit {
  "Its code. · 机构代码"
  code: ID! @share(class: OPEN)
  "Its name. · 名称"
  name: String! @share(class: CONDITIONAL)
}
extend type Unit {
  "Its notes. · 备注"
  notes: [String!]! @share(class: WITHHELD)
  "Its grade. · 规格"
  grade: String
}
`;
  expect(lint('hr/planted', source)).toEqual([
    '3 classified',
    '10 refusable',
    '14 refusable',
    '16 classified',
  ]);
});

it('holds the contracts of every department, and what all share, to the same rules', () => {
  const folders = ['shared', 'owner', ...DEPARTMENT_NAMES];
  const script = `import { ESLint } from 'eslint';
    const rulesOf = async (folder) =>
      (await new ESLint().calculateConfigForFile(\`schema/\${folder}/planted.graphql\`))?.rules ?? {};
    console.log(JSON.stringify(await Promise.all(process.argv.slice(1).map(rulesOf))));`;
  const args = ['--input-type=module', '--eval', script, ...folders];
  const { stdout } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
  const rules: readonly Readonly<Record<string, readonly unknown[]>>[] = JSON.parse(stdout);
  const ERROR = 2;
  const held = rules.map((of) => [of['contract/classified']?.[0], of['contract/refusable']?.[0]]);
  expect(held).toEqual(folders.map(() => [ERROR, ERROR]));
});

it('reports a stored operation that the graph cannot answer', () => {
  expect(lint('operations/planted', 'query Planted($code: ID!) { nobody { name } }')).toEqual([
    '1 no-unused-variables',
    '1 fields-on-correct-type',
  ]);
});
