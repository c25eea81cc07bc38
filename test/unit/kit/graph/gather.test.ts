// What one asker is shown for one question is one record of a department, however often it was asked.
import { CodedError } from '../../../../schema/errors.ts';
import type { RefusalReason } from '../../../../schema/sharing.ts';
import { gatherAccesses } from '../../../../subgraphs/kit/graph/gather.ts';
import type { Access } from '../../../../subgraphs/kit/access-log/record.ts';
import type { Told } from '../../../../subgraphs/kit/execute/result.ts';
import { askerOf, viewerWith } from '../../../support/sharing.ts';

const INVESTIGATOR = askerOf(viewerWith({ department: 'discipline', roles: ['investigator'] }));
const PROPERTIES = { pids: ['pid'], institutions: ['code'] };
const pid = (number: number): string => String(number).padStart(32, '0');

const told = (
  served: readonly string[],
  objects: readonly object[] = [],
  refused: readonly (readonly [RefusalReason, string])[] = [],
): Told => ({
  accesses: {
    served: new Set(served),
    refused: new Map(refused.map(([reason, coordinate]) => [reason, new Set([coordinate])])),
  },
  touched: [{ properties: PROPERTIES, objects }],
});

const log = () => {
  const written: Access[] = [];
  return { written, append: async (access: Access) => void written.push(access) };
};

it('records what was told before the writing together, each thing once', async () => {
  const { written, append } = log();
  const gather = gatherAccesses('hr', { append });
  const records = [
    gather(INVESTIGATOR, told(['Person.name'], [{ pid: pid(1), code: 'A' }, { pid: pid(2) }])),
    gather(INVESTIGATOR, told(['Person.name', 'Person.sex'], [{ pid: pid(2) }, { code: 'B' }])),
  ];
  expect(written).toEqual([]);
  await Promise.all(records.map((record) => record?.()));
  expect(written).toEqual([
    expect.objectContaining({
      owner: 'hr',
      viewer: INVESTIGATOR.viewer.subject,
      coordinates: ['Person.name', 'Person.sex'],
      pids: [pid(1), pid(2)],
      institutionCodes: ['A', 'B'],
      refusal: null,
    }),
  ]);
});

it('records what is told later by itself', async () => {
  const { written, append } = log();
  const gather = gatherAccesses('hr', { append });
  await gather(INVESTIGATOR, told(['Person.name']))?.();
  await gather(INVESTIGATOR, told(['Person.sex']))?.();
  expect(written.map(({ coordinates }) => coordinates)).toEqual([['Person.name'], ['Person.sex']]);
});

it('keeps askers apart, and what was refused for each reason', async () => {
  const { written, append } = log();
  const gather = gatherAccesses('hr', { append });
  const other = { ...INVESTIGATOR };
  await Promise.all([
    gather(INVESTIGATOR, told(['Person.name'], [], [['OUT_OF_SCOPE', 'Person.sex']]))?.(),
    gather(other, told([], [], [['WITHHELD', 'Person.identityNumber']]))?.(),
  ]);
  expect(written.map(({ coordinates, refusal }) => [coordinates, refusal])).toEqual([
    [['Person.name'], null],
    [['Person.sex'], 'OUT_OF_SCOPE'],
    [['Person.identityNumber'], 'WITHHELD'],
  ]);
});

it('has nothing to record where nothing was asked that is recorded', () => {
  expect(gatherAccesses('hr', log())(INVESTIGATOR, told([], [{ pid: pid(1) }]))).toBeUndefined();
});

it('fails for everything that was gathered where it cannot be written', async () => {
  const broken = { append: () => Promise.reject(new CodedError('ACCESS_LOG_UNAVAILABLE', { owner: 'hr' })) };
  for (const gather of [gatherAccesses('hr', broken), gatherAccesses('hr', undefined)]) {
    const records = [gather(INVESTIGATOR, told(['A.a'])), gather(INVESTIGATOR, told(['A.b']))];
    for (const record of records)
      await expect(record?.()).rejects.toMatchObject({ code: 'ACCESS_LOG_UNAVAILABLE' });
  }
});
