// How soon a changed agreement holds in another process than the one that changed it.
import { setTimeout as sleep } from 'node:timers/promises';
import { median, round, type Figure } from '../figure.ts';
import { ASKER, TASK } from '../linked/asker.ts';
import type { District } from '../linked/district.ts';
import type { Endpoint } from '../load/agree.ts';
import type { PersonName } from '../../../gateway/issuer/people.ts';
import { demoHeaders, headersFor, type Headers } from '../load/on-behalf.ts';

/** Each is a suspension and a resumption. */
const ROUNDS = 6;
/** Processes look for changes every 400 ms: changes come at any time in between. */
const APART_MS = 400;
const DOCUMENT = '财〔2026〕1号';

interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly unknown[];
}

const ask = async (
  endpoint: string,
  headers: Headers,
  query: string,
  variables: object = {},
): Promise<Answer> => {
  const body = JSON.stringify({ query, variables });
  return (await (await fetch(endpoint, { method: 'POST', headers, body })).json()) as Answer;
};

interface Agreement {
  readonly id: string;
  readonly version: number;
  readonly consumer: { readonly name: string | null };
}

const AGREEMENTS =
  '{ agreementsOfFinance(first: 100, state: GRANTED) { nodes { id version consumer { name } } } }';
const DECIDE = `mutation ($id: ID!, $version: Int!, $decision: AgreementDecision!, $reason: String) {
  decideAgreementOfFinance(id: $id, version: $version, decision: $decision, reason: $reason, documentNumber: "${DOCUMENT}") {
    version
  }
}`;
const SHARED = '{ institutions(first: 1) { nodes { paidHeadcount(month: "2026-09") } } }';

/** All of them: what is asked may be shared under more than one. */
const agreementsWith = async (endpoint: string, headers: Headers, consumer: string): Promise<Agreement[]> => {
  const { data } = await ask(endpoint, headers, AGREEMENTS);
  const { nodes } = data?.['agreementsOfFinance'] as { readonly nodes: readonly Agreement[] };
  const found = nodes.filter(({ consumer: { name } }) => name === consumer);
  if (found.length === 0) throw new Error(`finance has no agreement with ${consumer}`);
  return found;
};

/** Asks until the answer is with or without errors; the time in ms. */
const until = async (refused: boolean, asked: () => Promise<Answer>): Promise<number> => {
  const started = performance.now();
  while (((await asked()).errors !== undefined) !== refused);
  return performance.now() - started;
};

/** Suspends agreements and resumes them in one process, and asks another one what is shared under it. */
export const inForce = async (
  { dataDirectory }: District,
  changing: Endpoint,
  asking: Endpoint,
): Promise<Figure> => {
  const headersOf = async (
    { endpoint }: Endpoint,
    person: PersonName,
    purpose?: string,
  ): Promise<Headers> => ({
    ...(await headersFor({})),
    ...(await demoHeaders(dataDirectory, endpoint, person, purpose)()),
  });
  const headers = await headersOf(changing, 'finance-clerk');
  const asker = await headersOf(asking, ASKER, TASK);
  let agreed = await agreementsWith(changing.endpoint, headers, 'discipline');
  const decideOn = async (
    { id, version, ...rest }: Agreement,
    decision: 'SUSPEND' | 'RESUME',
  ): Promise<Agreement> => {
    const given = { id, version, decision, reason: '性能测试' };
    const { data, errors } = await ask(changing.endpoint, headers, DECIDE, given);
    const decided = data?.['decideAgreementOfFinance'] as Pick<Agreement, 'version'> | null | undefined;
    if (!decided) throw new Error(`${decision} was answered with ${JSON.stringify(errors)}`);
    return { id, ...rest, version: decided.version };
  };
  const decide = async (decision: 'SUSPEND' | 'RESUME'): Promise<void> => {
    agreed = await Promise.all(agreed.map((agreement) => decideOn(agreement, decision)));
  };
  const times: number[] = [];
  for (let turn = 0; turn < ROUNDS; turn++)
    for (const decision of ['SUSPEND', 'RESUME'] as const) {
      await sleep(Math.random() * APART_MS);
      await decide(decision);
      times.push(await until(decision === 'SUSPEND', () => ask(asking.endpoint, asker, SHARED)));
    }
  return {
    measure: 'trust: a changed agreement is in force in another process',
    value: round(Math.max(...times), 0),
    unit: 'ms',
    must: '≤ 1,000 ms',
    note: `the longest of ${times.length}, median ${round(median(times), 0)} ms`,
  };
};
