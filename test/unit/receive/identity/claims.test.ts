import { ClaimsMapping, viewerReader } from '../../../../gateway/receive/identity/claims.ts';

const CLAIMS = { sub: 'wang', client_id: 'console' };
const read = viewerReader();

it('reads roles and units that are one name or a list of names', () => {
  const viewer = read({ ...CLAIMS, roles: 'unit-hr', units: ['2', '1', '2'] });
  expect(viewer).toMatchObject({ roles: ['unit-hr'], units: ['1', '2'], department: undefined });
});

it('gives viewers of one class one key, whatever the order of their claims', () => {
  const one = read({ ...CLAIMS, roles: ['clerk', 'director'], units: ['1', '2'] });
  const other = read({ ...CLAIMS, sub: 'li', roles: ['director', 'clerk', 'clerk'], units: ['2', '1'] });
  expect(one?.key).toBe(other?.key);
});

it.each([
  ['kind', { ...CLAIMS, sub: 'console' }],
  ['role', { ...CLAIMS, roles: ['clerk'] }],
  ['department', { ...CLAIMS, department: 'hr' }],
  ['unit', { ...CLAIMS, units: ['1'] }],
  ['client', { ...CLAIMS, client_id: 'dashboard' }],
])('gives viewers of another %s another key', (_name, claims) => {
  expect(read(claims)?.key).not.toBe(read(CLAIMS)?.key);
});

it('takes a token for a system where its subject is its client, or its client is a system', () => {
  const withSystems = viewerReader({ systemClients: ['partner'] });
  expect(read({ sub: 'partner', client_id: 'partner' })?.kind).toBe('system');
  expect(withSystems({ sub: 'service-account-7', client_id: 'partner' })?.kind).toBe('system');
  expect(read(CLAIMS)?.kind).toBe('person');
});

it('leaves out roles and departments that the mapping does not name', () => {
  const claims = { ...CLAIMS, roles: ['clerk', 'admin', 'constructor'], department: '__proto__' };
  expect(read(claims)).toMatchObject({ roles: ['clerk'], department: undefined });
});

it('reads claims at other places, under other names', () => {
  const readOther = viewerReader({
    clientId: 'azp',
    roles: ['realm_access', 'roles'],
    department: 'https://gov.example/department',
    roleNames: { 'jijian-investigator': 'investigator' },
    departmentNames: { 纪委: 'discipline' },
  });
  const claims = {
    sub: 'wang',
    azp: 'console',
    realm_access: { roles: ['jijian-investigator', 'offline_access'] },
    'https://gov.example/department': '纪委',
  };
  expect(readOther(claims)).toMatchObject({
    clientId: 'console',
    roles: ['investigator'],
    department: 'discipline',
  });
});

it.each([
  ['no client', { sub: 'wang' }],
  ['an empty subject', { ...CLAIMS, sub: '' }],
  ['roles that are no names', { ...CLAIMS, roles: [1] }],
  ['units that are an object', { ...CLAIMS, units: { code: '1' } }],
  ['a department that is a list', { ...CLAIMS, department: ['hr'] }],
  ['claims that are none', 'claims'],
])('reads nobody from %s', (_name, claims) => {
  expect(read(claims)).toBeUndefined();
});

it('refuses a mapping with words that it does not know', () => {
  expect(ClaimsMapping.safeParse({ role: 'roles' }).success).toBe(false);
  expect(ClaimsMapping.safeParse({ roleNames: { boss: 'emperor' } }).success).toBe(false);
});
