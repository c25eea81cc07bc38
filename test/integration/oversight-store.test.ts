// What becomes of findings when results are entered, and when people judge them.
import { establishment } from '../../subgraphs/establishment/main.ts';
import { dataSource } from '../../subgraphs/kit/database/migrate.ts';
import {
  clerk,
  CONFIRM,
  director,
  engine,
  evaluation,
  hit,
  openOversight,
  personKey,
  RECORD,
  REFUTE,
  strangers,
  undecided,
  type OversightOffice,
  type Shown,
} from '../support/oversight.ts';

const [A, B, C] = [1, 2, 3].map(personKey) as [string, string, string];

let office: OversightOffice;
beforeAll(async () => {
  office = await openOversight();
});
afterAll(() => office.close());

const actionsOf = ({ events }: Shown): unknown[] => events.map(({ action }) => action);
const only = async (rule: string): Promise<Shown> => {
  const [finding, ...others] = await office.ledger(rule);
  expect(others).toEqual([]);
  return finding!;
};
const found = (rule: string, ...subjects: readonly string[]) =>
  office.record(rule, { subjects, hits: subjects.map((subject) => hit(subject)) });
const nothing = (rule: string, said: object = { subjects: [A] }) => office.record(rule, said);
const judge = async (rule: string, operation: string, reason = '核实'): Promise<unknown> => {
  const { id, version } = await only(rule);
  return office.done(clerk, operation, { id, version, reason });
};

describe('a hit', () => {
  it('appears as a suspicion, with its event and its place in the change feed', async () => {
    const rule = await office.rule();
    const before = await office.query('select coalesce(max(id), 0) as id from change');
    expect(await found(rule, A)).toMatchObject({ appeared: 1, changed: 0, withdrawn: 0, undecided: 0 });
    expect(await only(rule)).toMatchObject({
      ruleVersion: 1,
      subjectKind: 'PERSON',
      subject: A,
      period: '',
      severity: 'RED',
      amount: '12.50',
      state: 'SUSPECTED',
      present: true,
      digest: 'd1',
      sentenceEn: 'Paid after death.',
      sentenceZh: '死亡后领薪。',
      evidence: '{"finance":{"months":["2026-01"]}}',
      unknownOwners: null,
      asOf: '2026-06-15',
      version: 1,
      events: [
        {
          action: 'APPEARED',
          fromState: null,
          toState: 'SUSPECTED',
          actor: 'oversight',
          reason: null,
          reasonZh: null,
          digest: 'd1',
          runId: null,
        },
      ],
    });
    expect(await office.query('select fact, subject from change where id > $1', [before[0]?.['id']])).toEqual(
      [
        { fact: 'finding', subject: A },
        { fact: 'finding', subject: 'A' },
      ],
    );
  });

  it('that is entered twice changes nothing but when it was seen', async () => {
    const rule = await office.rule();
    const input = {
      evaluated: {},
      hits: [hit(A), hit(A, { period: '2026-02' }), hit(A), hit(B)],
      unknown: [undecided(B), undecided(C, 'hr', 'finance')],
    };
    expect(await office.record(rule, input)).toMatchObject({ appeared: 3, undecided: 1 });
    const before = await office.ledger(rule);
    await office.query(`update finding set last_seen = '2026-01-01'`);
    const fed = await office.query('select count(*) from change');
    expect(await office.record(rule, input)).toEqual({
      appeared: 0,
      changed: 0,
      withdrawn: 0,
      undecided: 0,
      shard: null,
    });
    expect(await office.ledger(rule)).toEqual(before);
    expect(await office.query('select count(*) from change')).toEqual(fed);
    expect(
      await office.query(`select from finding where rule_id = $1 and last_seen < '2026-02-01'`, [rule]),
    ).toEqual([]);
  });

  it.each([
    ['WITHDRAWN', 'REAPPEARED', nothing],
    ['UNKNOWN', 'DECIDED', (rule: string) => office.record(rule, { subjects: [A], unknown: [undecided(A)] })],
  ] as const)('of what was %s has %s', async (state, action, lead) => {
    const rule = await office.rule();
    if (state === 'WITHDRAWN') await found(rule, A);
    await lead(rule);
    expect(await only(rule)).toMatchObject({ state, present: false });
    expect(await found(rule, A)).toMatchObject({ appeared: 1 });
    const finding = await only(rule);
    expect(finding).toMatchObject({ state: 'SUSPECTED', present: true, unknownOwners: null, digest: 'd1' });
    expect(actionsOf(finding).at(-1)).toBe(action);
  });

  it('that was refuted rests while its facts are the same, and is a suspicion again when they are not', async () => {
    const rule = await office.rule();
    await found(rule, A);
    await judge(rule, REFUTE, '已核对工资单');
    const refuted = await only(rule);
    expect(await found(rule, A)).toMatchObject({ appeared: 0, changed: 0 });
    expect(await only(rule)).toEqual(refuted);
    await office.record(rule, { subjects: [A], hits: [hit(A, { digest: 'd2' })] });
    const again = await only(rule);
    expect(again).toMatchObject({ state: 'SUSPECTED', digest: 'd2', verdictBy: null, verdictReason: null });
    expect(again.events).toMatchObject([
      { action: 'APPEARED' },
      { action: 'REFUTED', reason: '已核对工资单', actor: 'clerk', digest: 'd1' },
      { action: 'FACTS_CHANGED', fromState: 'REFUTED', toState: 'SUSPECTED', digest: 'd2' },
    ]);
  });

  it.each(['SUSPECTED', 'CONFIRMED'])('that is %s and shown by other facts has changed', async (state) => {
    const rule = await office.rule();
    await found(rule, A);
    if (state === 'CONFIRMED') await judge(rule, CONFIRM);
    const before = await only(rule);
    await office.record(rule, {
      subjects: [A],
      hits: [hit(A, { digest: 'd2', amount: '99', evidence: '{"n":1}', severity: 'AMBER' })],
    });
    const after = await only(rule);
    expect(after).toMatchObject({
      state,
      digest: 'd2',
      amount: '99.00',
      evidence: '{"n":1}',
      severity: 'AMBER',
      version: before.version + 1,
    });
    expect(actionsOf(after)).toEqual([...actionsOf(before), 'CHANGED']);
  });
});

describe('a finding that the facts no longer show', () => {
  it.each([{ subjects: [A] }, { evaluated: {} }, { evaluated: { from: personKey(0), upTo: A } }])(
    'is withdrawn when %j was evaluated',
    async (said) => {
      const rule = await office.rule();
      await found(rule, A);
      expect(await nothing(rule, said)).toMatchObject({ withdrawn: 1 });
      const finding = await only(rule);
      expect(finding).toMatchObject({ state: 'WITHDRAWN', present: false });
      expect(finding.events.at(-1)).toMatchObject({
        action: 'WITHDRAWN',
        fromState: 'SUSPECTED',
        reason: 'facts no longer show it',
        reasonZh: '事实不再支持',
      });
    },
  );

  it.each([
    { subjects: [B] },
    { subjects: [] },
    { evaluated: { from: A } },
    { evaluated: { upTo: personKey(0) } },
    { subjects: [A], unknown: [undecided(A)] },
    { subjects: [A], asOf: '2026-06-14' },
  ])('stays when %j was evaluated', async (said) => {
    const rule = await office.rule();
    await found(rule, A);
    expect(await nothing(rule, said)).toMatchObject({ withdrawn: 0 });
    expect(await only(rule)).toMatchObject({ state: 'SUSPECTED', present: true });
  });

  it.each([
    ['CONFIRMED', CONFIRM],
    ['REFUTED', REFUTE],
  ])('keeps the verdict %s', async (state, operation) => {
    const rule = await office.rule();
    await found(rule, A);
    await judge(rule, operation);
    await nothing(rule);
    await nothing(rule);
    const gone = await only(rule);
    expect(gone).toMatchObject({ state, present: false });
    expect(actionsOf(gone)).toEqual(['APPEARED', state, 'GONE']);
    await found(rule, A);
    const back = await only(rule);
    expect(back).toMatchObject({ state, present: true });
    expect(actionsOf(back)).toEqual(['APPEARED', state, 'GONE', 'REAPPEARED']);
  });

  it('is superseded where a later version was evaluated, and left alone by an earlier one', async () => {
    const rule = await office.rule(2);
    await found(rule, A);
    await office.record(rule, { version: 2, evaluated: {}, hits: [hit(A)] });
    const [first, second] = await office.ledger(rule);
    expect(first).toMatchObject({ ruleVersion: 1, state: 'WITHDRAWN', present: false });
    expect(first?.events.at(-1)).toMatchObject({
      reason: 'superseded by version 2',
      reasonZh: '已由规则第 2 版取代',
    });
    expect(second).toMatchObject({ ruleVersion: 2, state: 'SUSPECTED' });
    await office.record(rule, { version: 1, evaluated: {} });
    expect((await office.ledger(rule))[1]).toEqual(second);
  });
});

describe('a verdict under one version of a rule', () => {
  const versions = async (rule: string): Promise<[Shown, Shown]> => {
    const findings = await office.ledger(rule);
    expect(findings.map(({ ruleVersion }) => ruleVersion)).toEqual([1, 2]);
    return findings as [Shown, Shown];
  };
  const under = (rule: string, version: number, digest = 'd1') =>
    office.record(rule, { version, subjects: [A], hits: [hit(A, { digest })] });
  const verdictOf = (finding: Shown) => ({
    state: finding.state,
    by: Reflect.get(finding, 'verdictBy') as unknown,
    at: Reflect.get(finding, 'verdictAt') as unknown,
    reason: Reflect.get(finding, 'verdictReason') as unknown,
  });
  const precision = async (id: string): Promise<unknown> => {
    const asked = 'query ($id: ID!) { rule: standingRule(id: $id) { precision { confirmed refuted } } }';
    return (await office.done(clerk, asked, { id }))['precision'];
  };

  it.each([
    ['CONFIRMED', CONFIRM, { confirmed: 1, refuted: 0 }],
    ['REFUTED', REFUTE, { confirmed: 0, refuted: 1 }],
  ])('holds under the next one where the facts are the same: %s', async (state, operation, counted) => {
    const rule = await office.rule(2);
    await under(rule, 1);
    await judge(rule, operation, '已核对工资单');
    const before = await only(rule);
    expect(await under(rule, 2)).toMatchObject({ appeared: 0 });
    const [first, second] = await versions(rule);
    expect(verdictOf(first)).toEqual(verdictOf(before));
    expect(verdictOf(second)).toEqual(verdictOf(before));
    expect(verdictOf(second)).toMatchObject({ state, by: 'clerk', reason: '已核对工资单' });
    expect(second.events).toEqual([
      {
        action: 'TAKEN_OVER',
        fromState: null,
        toState: state,
        actor: 'oversight',
        reason: 'verdict taken over from version 1: the facts are the same',
        reasonZh: '沿用规则第 1 版的核查结论：事实相同',
        digest: 'd1',
        runId: null,
      },
    ]);
    expect(await precision(rule)).toEqual(counted);
    await under(rule, 2);
    expect(await versions(rule)).toEqual([first, second]);
  });

  it.each([
    ['the facts are others', 'd2', ['APPEARED']],
    ['an owner had not answered, and the facts are the same', 'd1', ['UNDECIDED', 'TAKEN_OVER']],
    ['an owner had not answered, and the facts are others', 'd2', ['UNDECIDED', 'DECIDED']],
  ])('is asked for again under the next one only where they differ: %s', async (_, digest, actions) => {
    const rule = await office.rule(2);
    await under(rule, 1);
    await judge(rule, REFUTE);
    if (actions.length > 1) await office.record(rule, { version: 2, subjects: [A], unknown: [undecided(A)] });
    await under(rule, 2, digest);
    const [first, second] = await versions(rule);
    expect(actionsOf(second)).toEqual(actions);
    expect(verdictOf(second)).toEqual(
      digest === 'd1' ? verdictOf(first) : { state: 'SUSPECTED', by: null, at: null, reason: null },
    );
  });

  it('ends under the next one when the facts change, and holds under the one before when that works again', async () => {
    const rule = await office.rule(2);
    await under(rule, 1);
    await under(rule, 2);
    const [, { id, version }] = await versions(rule);
    await office.done(clerk, REFUTE, { id, version, reason: '核实' });
    await under(rule, 1);
    const [first, second] = await versions(rule);
    expect(actionsOf(first)).toEqual(['APPEARED', 'WITHDRAWN', 'TAKEN_OVER']);
    expect(verdictOf(first)).toEqual(verdictOf(second));
    await under(rule, 1, 'd2');
    expect((await versions(rule)).map(verdictOf)).toEqual([
      { state: 'SUSPECTED', by: null, at: null, reason: null },
      verdictOf(second),
    ]);
  });

  it('counts once where it was taken over, and was corrected or its facts changed since', async () => {
    const rule = await office.rule(2);
    await under(rule, 1);
    await judge(rule, REFUTE);
    await under(rule, 2);
    const [, { id, version }] = await versions(rule);
    await office.done(director, CONFIRM, { id, version, reason: '核实' });
    expect(await precision(rule)).toEqual({ confirmed: 1, refuted: 0 });
    await under(rule, 2, 'd2');
    const [first, second] = await versions(rule);
    expect([first.state, second.state]).toEqual(['REFUTED', 'CONFIRMED']);
    expect(await precision(rule)).toEqual({ confirmed: 1, refuted: 1 });
  });
});

it('says in Chinese, too, what an earlier release had said in English alone', async () => {
  const rule = await office.rule(2);
  await found(rule, A, B);
  await nothing(rule);
  const [, second] = await office.ledger(rule);
  const { id, version } = second!;
  await office.done(clerk, REFUTE, { id, version, reason: 'facts no longer show it' });
  await office.record(rule, { version: 2, evaluated: {} });
  const before = await office.ledger(rule);
  const source = await dataSource(office.ownerUrl, establishment).initialize();
  await source.undoLastMigration();
  await source.runMigrations();
  await source.destroy();
  expect(await office.ledger(rule)).toEqual(before);
});

describe('a subject that cannot be decided', () => {
  it.each([
    [['hr', 'gateway'], 'not decided: no answer of the gateway, Human resources and social security'],
    [['rule'], 'not decided: the rule cannot be worked out'],
  ])('and is later, says whose answer that took: %s', async (owners, told) => {
    const rule = await office.rule();
    await office.record(rule, { subjects: [A], unknown: [undecided(A, ...owners)] });
    await found(rule, A);
    const { events } = await only(rule);
    expect(events[0]?.['reason']).toBe(told);
    expect(events[1]).toMatchObject(
      owners.includes('rule')
        ? {
            action: 'DECIDED',
            reason: 'decided: the rule can be worked out',
            reasonZh: '已判定：规则可以计算',
          }
        : {
            action: 'DECIDED',
            reason: 'decided: the gateway, Human resources and social security answered again',
            reasonZh: '已判定：网关、人社已重新应答',
          },
    );
  });

  it('is a finding of its own where there is none, and nothing follows of it', async () => {
    const rule = await office.rule();
    await office.record(rule, { subjects: [A], unknown: [undecided(A, 'hr', 'finance', 'hr')] });
    expect(await only(rule)).toMatchObject({
      state: 'UNKNOWN',
      present: false,
      severity: null,
      digest: null,
      unknownOwners: ['finance', 'hr'],
      events: [
        {
          action: 'UNDECIDED',
          fromState: null,
          toState: 'UNKNOWN',
          reason: 'not decided: no answer of Finance, Human resources and social security',
          reasonZh: '无法判定：财政、人社未应答',
        },
      ],
    });
    await office.record(rule, { subjects: [A], unknown: [undecided(A, 'organization')] });
    expect(await only(rule)).toMatchObject({ state: 'UNKNOWN', unknownOwners: ['organization'], version: 1 });
    await nothing(rule);
    const decided = await only(rule);
    expect(decided).toMatchObject({ state: 'WITHDRAWN', unknownOwners: null });
    expect(decided.events.at(-1)).toMatchObject({ reason: 'decided: nothing found' });
  });

  it('is noted with its findings, which stay as they are, until it is decided again', async () => {
    const rule = await office.rule();
    await found(rule, A);
    await office.record(rule, { subjects: [A], unknown: [undecided(A)] });
    const noted = await only(rule);
    expect(noted).toMatchObject({ state: 'SUSPECTED', present: true, unknownOwners: ['hr'], version: 1 });
    await found(rule, A);
    expect(await only(rule)).toMatchObject({ state: 'SUSPECTED', unknownOwners: null });
    await nothing(rule);
    await office.record(rule, { subjects: [A], unknown: [undecided(A)] });
    expect(await only(rule)).toMatchObject({ state: 'WITHDRAWN', unknownOwners: ['hr'] });
    await nothing(rule);
    expect(await only(rule)).toMatchObject({ state: 'WITHDRAWN', unknownOwners: null });
  });

  it('gives way to what is found under its periods', async () => {
    const rule = await office.rule();
    await office.record(rule, { subjects: [A], unknown: [undecided(A)] });
    await office.record(rule, { subjects: [A], hits: [hit(A, { period: '2026-01' })] });
    const [general, monthly] = await office.ledger(rule);
    expect(general).toMatchObject({ period: '', state: 'WITHDRAWN' });
    expect(general?.events.at(-1)).toMatchObject({ reason: 'decided: found under its periods' });
    expect(monthly).toMatchObject({ period: '2026-01', state: 'SUSPECTED' });
  });
});

it('leaves findings as of a later day alone', async () => {
  const rule = await office.rule();
  await found(rule, A);
  const before = await only(rule);
  const earlier = { asOf: '2026-01-01', subjects: [A] };
  await office.record(rule, { ...earlier, hits: [hit(A, { digest: 'd2' })] });
  await office.record(rule, { ...earlier, unknown: [undecided(A)] });
  await office.record(rule, earlier);
  expect(await only(rule)).toEqual(before);
});

it('belongs to the institution that it is about where none is named', async () => {
  const rule = await office.rule();
  const subject = { subjectKind: 'INSTITUTION', institutionCode: null };
  await office.record(rule, {
    subjects: ['U1', 'U2'],
    hits: [hit('U1', subject)],
    unknown: [{ ...undecided('U2'), subjectKind: 'INSTITUTION' }],
  });
  const { data, errors } = await office.ask(
    clerk,
    `query ($rule: ID!) { findings(ruleId: $rule) { nodes { subject person { pid } institution { code } } } }`,
    { rule },
  );
  expect(errors).toEqual([]);
  expect(data['findings']?.['nodes']).toEqual([
    { subject: 'U2', person: null, institution: { code: 'U2' } },
    { subject: 'U1', person: null, institution: { code: 'U1' } },
  ]);
});

describe('a verdict', () => {
  it('is a person’s, on what was read, with a reason; it may be corrected', async () => {
    const rule = await office.rule();
    await found(rule, A);
    const { id } = await only(rule);
    const args = { id, version: 1, reason: '核实' };
    expect(await office.refusedBy(engine, CONFIRM, args)).toBe('FORBIDDEN');
    for (const stranger of strangers)
      expect(await office.refusedBy(stranger, CONFIRM, args)).toBe('FORBIDDEN');
    expect(await office.refusedBy(clerk, CONFIRM, { ...args, reason: ' \n' })).toBe('VALUE_INVALID');
    expect(await office.refusedBy(clerk, CONFIRM, { ...args, version: 2 })).toBe('VERSION_STALE');
    for (const unknown of ['0', '999999999', 'x', "1'", '9'.repeat(30)])
      expect(await office.refusedBy(clerk, REFUTE, { ...args, id: unknown })).toBe('FINDING_UNKNOWN');
    expect(await office.done(clerk, CONFIRM, args)).toEqual({
      id,
      state: 'CONFIRMED',
      verdictBy: 'clerk',
      verdictReason: '核实',
      version: 2,
    });
    expect(await office.refusedBy(director, CONFIRM, { ...args, version: 2 })).toBe('FINDING_STATE_OTHER');
    expect(await office.done(director, REFUTE, { ...args, version: 2 })).toMatchObject({
      state: 'REFUTED',
      verdictBy: 'director',
    });
    expect(actionsOf(await only(rule))).toEqual(['APPEARED', 'CONFIRMED', 'REFUTED']);
  });

  it.each(['WITHDRAWN', 'UNKNOWN'])('is not given on what is %s', async (state) => {
    const rule = await office.rule();
    if (state === 'WITHDRAWN') await found(rule, A);
    await office.record(rule, { subjects: [A], unknown: state === 'UNKNOWN' ? [undecided(A)] : [] });
    const { id, version } = await only(rule);
    expect(await office.refusedBy(clerk, CONFIRM, { id, version, reason: '核实' })).toBe(
      'FINDING_STATE_OTHER',
    );
  });

  it('and what is entered at the same time do not overwrite each other', async () => {
    const rule = await office.rule();
    await found(rule, A);
    const { id } = await only(rule);
    await Promise.all([
      office.ask(clerk, CONFIRM, { id, version: 1, reason: '核实' }),
      ...Array.from({ length: 4 }, () => office.record(rule, { subjects: [A] })),
    ]);
    const finding = await only(rule);
    expect(['CONFIRMED GONE', 'WITHDRAWN']).toContain(actionsOf(finding).slice(1).join(' '));
    expect(finding.present).toBe(false);
  });
});

describe('what is entered', () => {
  it.each<[string, object, string]>([
    ['says not what was evaluated', {}, 'VALUE_INVALID'],
    ['says so twice', { subjects: [A], evaluated: {} }, 'VALUE_INVALID'],
    ['names nobody', { subjects: [''] }, 'VALUE_INVALID'],
    ['names too many', { subjects: Array.from({ length: 5001 }, () => A) }, 'VALUE_INVALID'],
    ['hits too many', { subjects: [A], hits: Array.from({ length: 1001 }, () => hit(A)) }, 'VALUE_INVALID'],
    ['has no JSON', { subjects: [A], hits: [hit(A, { evidence: '{' })] }, 'VALUE_INVALID'],
    ['has NUL in it', { subjects: [A], hits: [hit(A, { evidence: '["\\u0000"]' })] }, 'VALUE_INVALID'],
    ['has half a pair', { subjects: [A], hits: [hit(A, { sentenceEn: '\ud800' })] }, 'VALUE_INVALID'],
    ['is of too much', { subjects: [A], hits: [hit(A, { amount: '9'.repeat(17) })] }, 'VALUE_INVALID'],
    ['begins at NUL', { evaluated: { from: '\0' } }, 'VALUE_INVALID'],
    ['is of no version', { subjects: [A], version: 9 }, 'RULE_VERSION_UNKNOWN'],
    ['is of no rule', { subjects: [A], ruleId: 'R0' }, 'RULE_UNKNOWN'],
  ])('is refused where it %s', async (_, said, code) => {
    const rule = await office.rule();
    expect(await office.refusedBy(engine, RECORD, { input: evaluation(rule, said) })).toBe(code);
    expect(await office.ledger(rule)).toEqual([]);
  });

  it('is whatever a text can hold', async () => {
    const rule = await office.rule();
    await office.record(rule, {
      subjects: [A],
      hits: [
        hit(A, {
          sentenceEn: `'; drop table finding; -- 😀`,
          evidence: '{"t":"\\ud83d\\ude00","u":"\\\\u0000"}',
        }),
      ],
    });
    expect(await only(rule)).toMatchObject({
      sentenceEn: `'; drop table finding; -- 😀`,
      evidence: '{"t":"😀","u":"\\\\u0000"}',
    });
  });

  it('is entered by nobody but the system that runs the rules', async () => {
    const rule = await office.rule();
    for (const other of [...strangers, clerk, director])
      expect(
        await office.refusedBy(other, RECORD, { input: evaluation(rule, { subjects: [A], hits: [hit(A)] }) }),
      ).toBe('FORBIDDEN');
    expect(await office.ledger(rule)).toEqual([]);
  });

  it('is never taken back from the events', async () => {
    await expect(office.query('delete from finding_event')).rejects.toMatchObject({ code: '42501' });
    await expect(office.query(`update rule_version set text = ''`)).rejects.toMatchObject({ code: '42501' });
    await expect(office.query('truncate finding_event')).rejects.toMatchObject({ code: '42501' });
  });
});
