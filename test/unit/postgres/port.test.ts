import { listenFault } from '../../../subgraphs/kit/postgres/host/port.ts';

it.each([
  ['EACCES', 'PORT_FORBIDDEN'],
  ['EADDRINUSE', 'PORT_TAKEN'],
  ['EADDRNOTAVAIL', 'ADDRESS_NOT_LOCAL'],
  ['ENOTFOUND', 'ADDRESS_NOT_LOCAL'],
])('says of %s that it is %s, with every place filled', (code, expected) => {
  const fault = listenFault(Object.assign(new Error('listen'), { code }), '203.0.113.9', 1);
  expect(fault).toMatchObject({ code: expected });
  expect(String(fault)).not.toMatch(/\{\w+\}/);
});

it('leaves what it does not know as it is', () => {
  const error = Object.assign(new Error('listen'), { code: 'EMFILE' });
  expect(listenFault(error, '127.0.0.1', 1)).toBe(error);
});
