// The variants, started: each a process of its own over the same district.
import pg from 'pg';
import { insertTask } from '../../../subgraphs/kit/tasks/store.ts';
import { askerAt, ASKER, newTally } from '../linked/asker.ts';
import type { District } from '../linked/district.ts';
import type { Contender } from '../load/rounds.ts';
import { sourceArgs, startAnnouncing, type Running } from '../machine/program.ts';
import type { Stage } from '../machine/stage.ts';
import { VARIANT_VARIABLE, type Variant } from './variants.ts';

/** Names of the stacks in the table. */
export const STACKS = {
  nothing: 'nobody asked who they are',
  tokens: '+ token and purpose',
  guard: '+ decisions of the departments',
  product: '+ access log: the product',
  scoped: 'the product, purpose for some units',
  refused: 'the product, one department refuses',
} as const;

const startVariant = (stage: Stage, { environment }: District, variant: Variant): Promise<Running> =>
  startAnnouncing(stage, {
    args: sourceArgs('test/bench/trust/server.ts'),
    env: { ...environment, [VARIANT_VARIABLE]: variant },
  });

/** Registers a task that is about these institutions only; how a request names it. */
export const registerTask = async ({ databases }: District, units: readonly string[]): Promise<string> => {
  const client = new pg.Client({ connectionString: databases.discipline.ownerUrl });
  await client.connect();
  try {
    const { id } = await insertTask(client, {
      kind: 'INSPECTION',
      documentNumber: '测〔2026〕1号',
      title: '部分单位专项巡察',
      people: [ASKER],
      units,
      validFrom: '2026-01-01',
      validTo: null,
      registeredBy: ASKER,
    });
    return `discipline/${id}`;
  } finally {
    await client.end();
  }
};

/** Starts a variant as it takes part; what is given of its asker and its answers is another's. */
export const startStack = async (
  stage: Stage,
  district: District,
  variant: Variant,
  name: string,
  { task, told }: { readonly task?: string; readonly told?: readonly string[] } = {},
): Promise<Contender> => {
  const { url, pid } = await startVariant(stage, district, variant);
  const endpoint = `${url}/graphql`;
  return {
    name,
    endpoint,
    parts: { Node: [pid], Postgres: [district.postgres] },
    ...(variant === 'nothing' ? {} : { onBehalf: askerAt(district, endpoint, newTally(), task) }),
    ...(told === undefined ? {} : { told }),
  };
};
