// Pages that were read before others, and are entered after them: who was looked at last, and for which change, decides.
import {
  CLAIM,
  clerk,
  engine,
  hit,
  openOversight,
  personKey,
  START,
  undecided,
  type OversightOffice,
} from '../support/oversight.ts';

const [A, B] = [1, 2].map(personKey) as [string, string];
/** Older than what networks are thought to add. */
const LONG_AGO = 20_000;

let office: OversightOffice;
beforeAll(async () => {
  office = await openOversight();
});
afterAll(() => office.close());

const standing = async (rule: string): Promise<unknown[]> =>
  (await office.ledger(rule)).map(({ subject, state }) => [subject, state]);
const followed = (rule: string, subject: string, hits: readonly object[], ageMilliseconds = 0) =>
  office.record(rule, { reason: 'CHANGE', subjects: [subject], hits, ageMilliseconds });
/** A page about everybody. */
const read = (rule: string, hits: readonly object[], said: object = {}) =>
  office.record(rule, { evaluated: {}, subjectCount: 2, hits, ageMilliseconds: LONG_AGO, ...said });

/** A run that a worker has begun, over everybody or over some. */
const begun = async (rule: string, reason: string, subjects?: readonly string[]) => {
  const rules = [{ id: rule, version: 1, ...(subjects === undefined ? {} : { subjects }) }];
  await office.done(clerk, START, { input: { asOf: '2026-06-15', reason, rules, bounds: [] } });
  const { id } = await office.done(engine, CLAIM, { worker: 'w1' });
  return { shardId: id, worker: 'w1', reason, finished: true };
};

describe('a page that was read before a change was followed', () => {
  it('does not take back what the change showed', async () => {
    const rule = await office.rule();
    await followed(rule, A, [hit(A)]);
    await read(rule, [hit(B)]);
    expect(await standing(rule)).toEqual([
      [A, 'SUSPECTED'],
      [B, 'SUSPECTED'],
    ]);
  });

  it('does not bring back what the change ended, nor leaves it undecided', async () => {
    const rule = await office.rule();
    await office.record(rule, { subjects: [A], hits: [hit(A)] });
    await followed(rule, A, []);
    await read(rule, [hit(A)]);
    await read(rule, [], { unknown: [undecided(A)] });
    expect(await office.ledger(rule)).toMatchObject([
      { state: 'WITHDRAWN', present: false, unknownOwners: null },
    ]);
  });

  it('overrules it when it is read long after', async () => {
    const rule = await office.rule();
    await followed(rule, A, [hit(A)]);
    await office.query(`update latest_look set at = at - interval '1 minute' where rule_id = $1`, [rule]);
    await read(rule, []);
    expect(await standing(rule)).toEqual([[A, 'WITHDRAWN']]);
  });

  it('is nothing where it comes late from whoever followed before', async () => {
    const rule = await office.rule();
    await followed(rule, A, [hit(A)]);
    await followed(rule, A, [], LONG_AGO);
    expect(await standing(rule)).toEqual([[A, 'SUSPECTED']]);
  });

  it('is nothing where the change was left to a run over everybody, or over whom it is about', async () => {
    for (const subjects of [undefined, [A]]) {
      const rule = await office.rule();
      const left = await begun(rule, 'CHANGE', subjects);
      await office.record(rule, {
        ...left,
        ...(subjects === undefined ? { evaluated: {} } : { subjects }),
        hits: [hit(A)],
      });
      const daily = await begun(rule, 'DEMAND');
      expect(await read(rule, [], daily)).toMatchObject({ withdrawn: 0, shard: { state: 'DONE' } });
      expect(await standing(rule)).toEqual([[A, 'SUSPECTED']]);
    }
  });
});

describe('a run that a change was left to', () => {
  it('overrules who was looked at just before, and holds against who was followed since', async () => {
    const rule = await office.rule();
    await followed(rule, A, []);
    const left = await begun(rule, 'CHANGE');
    await followed(rule, B, []);
    await read(rule, [hit(A), hit(B)], { ...left, ageMilliseconds: 0 });
    expect(await standing(rule)).toEqual([[A, 'SUSPECTED']]);
  });
});
