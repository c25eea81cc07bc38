// The rules of `eslint.config.mjs` against small contracts that break them.
import { spawnSync } from 'node:child_process';
import path from 'node:path';

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

it('accepts a contract that describes everything in both languages', () => {
  const source = `type Query {
  "One unit. · 机构"
  unit("Its code. · 机构代码" code: ID!): Unit
}
"A unit. · 机构"
type Unit {
  "Kind of the unit. · 类别（一类、二类）"
  kind: Kind
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
  unit("Its code. · 机构代码" code: ID!): unit
  "Units."
  units("Name · 名称" Part: String, first: Int): [unit]
}
"A unit. · unit"
type unit {
  "机构名称"
  name: String
  "Kind of the unit. · 类别"
  Kind: Kind
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

it('reports a stored operation that the graph cannot answer', () => {
  expect(lint('operations/planted', 'query Planted($code: ID!) { nobody { name } }')).toEqual([
    '1 no-unused-variables',
    '1 fields-on-correct-type',
  ]);
});
