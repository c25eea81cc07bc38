// Whether a number is somebody's: told to others under an agreement of its own, and written down each time.
import { departments } from '../../gateway/cli/departments.ts';
import { keyRing } from '../../subgraphs/kit/access-log/keys.ts';
import { openAccessLog, type AccessLog } from '../../subgraphs/kit/access-log/writer.ts';
import { encrypt } from '../../subgraphs/kit/identity/cipher.ts';
import type { Decision } from '../../subgraphs/kit/sharing/guard.ts';
import { storedPid } from '../support/access-log.ts';
import { queryUrl } from '../support/data-directory.ts';
import { CIPHER_KEY, openDepartment, type TestDepartment } from '../support/department.ts';
import { writtenGuard } from '../support/execute/guards.ts';
import { identityNumber } from '../support/import-run.ts';
import { askerOf, purposeFor, viewerWith } from '../support/sharing.ts';

const PID = 'ab'.repeat(16);
const CLERK = askerOf(
  viewerWith({ department: 'establishment', roles: ['clerk'] }),
  purposeFor('establishment', { kind: 'DOCUMENT' }),
);
const MISSING: Decision = { kind: 'REFUSED', reason: 'AGREEMENT_MISSING' };

let decisions: Readonly<Record<string, Decision>> = {};
let log: AccessLog;
let hr: TestDepartment;

beforeAll(async () => {
  hr = await openDepartment(departments.hr, (url) => {
    log = openAccessLog({ url, owner: 'hr', keys: keyRing([Buffer.alloc(32, 1)]), deadlineMs: 500 });
    return { classOf: () => 'CONDITIONAL', accessLog: log, guardOf: () => writtenGuard(decisions) };
  });
  const sealed = encrypt(CIPHER_KEY, identityNumber(1));
  await hr.insert('person', [
    { pid: PID, name: '某人', status: 'ACTIVE', identity_number_encrypted: sealed },
  ]);
});
afterAll(async () => {
  await log.close();
  await hr.close();
});

const asked = (selection: string, number = identityNumber(1)) =>
  hr.ask(
    `query ($of: [_Any!]!, $number: String!) { _entities(representations: $of) { ... on Person { ${selection} } } }`,
    { of: [{ __typename: 'Person', pid: PID }], number },
    CLERK,
  );
const MATCHES = 'identityNumberMatches(number: $number)';

it('tells others whether it is, and writes down of whom it was asked, not with what', async () => {
  decisions = { 'Person.identityNumberInFull': MISSING, 'Person.identityNumber': MISSING };
  const { data, errors } = await asked(MATCHES);
  expect([data, errors]).toEqual([{ _entities: [{ identityNumberMatches: true }] }, undefined]);
  expect((await asked(MATCHES, identityNumber(2))).data).toEqual({
    _entities: [{ identityNumberMatches: false }],
  });
  const records = await queryUrl(hr.appUrl, 'select * from access_log_record order by seq');
  const served = { coordinates: ['Person.identityNumberMatches'], pids: [storedPid(PID)], result: 'SERVED' };
  expect(records).toMatchObject([served, served]);
  for (const number of [identityNumber(1), identityNumber(2)])
    expect(JSON.stringify(records)).not.toContain(number);
});

it('tells neither the number nor whether a wrong one could be to who has no agreement', async () => {
  decisions = { 'Person.identityNumberInFull': MISSING, 'Person.identityNumberMatches': MISSING };
  const { data, errors } = await asked(`${MATCHES} identityNumberInFull`, 'no number');
  expect(data).toEqual({ _entities: [{ identityNumberMatches: null, identityNumberInFull: null }] });
  expect(errors?.map(({ extensions: { code, coordinate } }) => [code, coordinate])).toEqual([
    ['SHARING_REFUSED', 'Person.identityNumberMatches'],
    ['SHARING_REFUSED', 'Person.identityNumberInFull'],
  ]);
});

it('shows the whole number to who is granted it by name', async () => {
  decisions = { 'Person.identityNumberMatches': MISSING };
  const { data } = await asked(`${MATCHES} identityNumberInFull`);
  // Not compared as they are: what fails would be printed.
  expect(JSON.stringify(data).includes(identityNumber(1))).toBe(true);
  expect(data).toMatchObject({ _entities: [{ identityNumberMatches: null }] });
});
