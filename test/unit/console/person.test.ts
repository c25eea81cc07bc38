import { personOf } from '../../../gateway/web/console/page/login/person.ts';

it('reads who somebody is out of the claims of the demo issuer', () => {
  const claims = { sub: 'hr-clerk', name: '许保元', roles: ['clerk'], department: 'hr', units: [] };
  expect(personOf(claims)).toEqual({ name: '许保元', roles: ['clerk'], department: 'hr', units: [] });
});

it('makes do with less from another issuer', () => {
  expect(personOf({ sub: '0815', preferred_username: 'shen', roles: 'admin', department: '纪委' })).toEqual({
    name: 'shen',
    roles: [],
    department: undefined,
    units: [],
  });
  expect(personOf({ sub: '0815', roles: ['admin', 7] })).toMatchObject({ name: '0815', roles: [] });
});
