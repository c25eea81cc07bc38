// Commands as clients send them: one fact each, under a key, which is also the number of its document.
import type { DepartmentName } from '../../../schema/departments.ts';
import type { PersonName } from '../../../gateway/issuer/people.ts';
import { identityCheckCharacter } from '../../../subgraphs/kit/identity/identity-number.ts';

/** A command that a demo person sends. */
export interface Errand {
  readonly key: string;
  readonly kind: Kind;
  readonly input: Readonly<Record<string, unknown>>;
}

/** A kind of command, and where its facts are kept. */
export interface Kind {
  readonly person: PersonName;
  readonly owner: DepartmentName;
  readonly mutation: string;
  readonly table: string;
  /** Column of the id that it answers with. */
  readonly idColumn: string;
  readonly inputOf: (number: number) => object;
}

/** Some number in 32 hexadecimal digits. */
const pid = (number: number): string => number.toString(16).padStart(32, '0');

/** A day of 1900 and later. */
const day = (number: number): string =>
  new Date(Date.UTC(1900, 0, 1 + number)).toISOString().slice(0, 10).replaceAll('-', '');

/** A sound identity number of nobody; another one for each number. */
const identityNumber = (number: number): string => {
  const first17 = `330702${day(number)}001`;
  return first17 + identityCheckCharacter(first17);
};

const mutation = (command: string, type: string, id: string): string =>
  `mutation ($input: ${type}!, $key: String) { done: ${command}(input: $input, idempotencyKey: $key) { id: ${id} } }`;

/** A month and an institution that no other number has. */
const spending = (number: number) => ({
  institutionCode: `U${Math.floor(number / 12)}`,
  month: `2026-${String((number % 12) + 1).padStart(2, '0')}`,
});

const KINDS: readonly Kind[] = [
  {
    person: 'finance-clerk',
    owner: 'finance',
    mutation: mutation('recordOperatingSpend', 'OperatingSpendInput', 'id'),
    table: 'operating_spend',
    idColumn: 'id',
    inputOf: (number) => ({ ...spending(number), amount: `${number}.25` }),
  },
  {
    person: 'investigator',
    owner: 'discipline',
    mutation: mutation('recordDecision', 'DecisionInput', 'id'),
    table: 'decision',
    idColumn: 'id',
    inputOf: (number) => ({
      pid: pid(number),
      institutionCode: 'U',
      system: 'ADMINISTRATIVE',
      measure: 'ADMIN_DEMOTION',
      documentNumber: `云纪〔2026〕${number}号`,
      effectiveOn: '2026-03-01',
    }),
  },
  {
    person: 'finance-clerk',
    owner: 'finance',
    mutation: mutation('recordPayments', 'PaymentRunInput', 'id'),
    table: 'payment',
    idColumn: 'id',
    inputOf: (number) => ({
      institutionCode: 'U',
      month: '2026-01',
      payments: [{ pid: pid(number), gross: `${number}.50` }],
    }),
  },
  {
    person: 'hr-clerk',
    owner: 'hr',
    mutation: mutation('registerPerson', 'PersonInput', 'pid'),
    table: 'person',
    idColumn: 'pid',
    inputOf: (number) => ({ identityNumber: identityNumber(number), name: '某人' }),
  },
];

/** So many commands, those of all kinds mixed. */
export const errands = (count: number): Errand[] =>
  Array.from({ length: count }, (_, number) => {
    const kind = KINDS[number % KINDS.length]!;
    const key = `文〔2026〕${number}号`;
    return { key, kind, input: { ...kind.inputOf(number), sourceDocument: key } };
  });

/** Departments that commands go to. */
export const OWNERS: readonly DepartmentName[] = [...new Set(KINDS.map(({ owner }) => owner))];

/** Kinds of command of a department. */
export const kindsOf = (owner: DepartmentName): readonly Kind[] =>
  KINDS.filter((kind) => kind.owner === owner);
