// What standing rules say to deeds over a guarded district, and the district as SQL sees it.
import { buildSchema, getOperationAST, parse } from 'graphql';
import { accessFields } from '../../gateway/access/fields.ts';
import { clientSdl } from '../../gateway/compose/supergraph.ts';
import { createExecutor } from '../../gateway/execute.ts';
import { openOversight } from '../../gateway/oversight/run/service.ts';
import { hivePlanner } from '../../gateway/plan/hive.ts';
import { DEPARTMENT_NAMES } from '../../schema/departments.ts';
import type { Asker } from '../../schema/sharing.ts';
import type { District } from '../../subgraphs/demo/generate.ts';
import { openRuledDistrict, SUPERGRAPH, type RuledDistrict } from './rules.ts';

/** A hit as it is shown. */
interface ShownHit {
  readonly rule: string;
  readonly severity: string;
  readonly isNew: boolean;
  readonly says: { readonly en: string; readonly zh: string } | null;
  readonly saysNow: { readonly en: string } | null;
  readonly amount: string | null;
  readonly hiddenBy: readonly string[];
}

/** What the rules say to a deed. */
export interface ShownDeed {
  readonly allowed: string;
  readonly asOf: string | null;
  readonly obstacles: readonly {
    readonly kind: string;
    readonly says: { readonly en: string; readonly zh: string } | null;
    readonly hiddenBy: readonly string[];
  }[];
  readonly wouldFire: readonly ShownHit[];
  readonly standing: readonly ShownHit[];
  readonly undecided: readonly { readonly rule: string; readonly owners: readonly string[] }[];
  readonly missing: readonly string[];
  readonly read: readonly { readonly department: string; readonly hidden: readonly string[] }[];
}

const ANSWER = `{
  allowed asOf obstacles { kind owner says { en zh } hiddenBy } missing undecided { rule owners } read { department coordinates hidden }
  wouldFire { ...Hit } standing { ...Hit }
}`;
const HIT = `fragment Hit on DeedHit { rule version en zh subject severity articles isNew says { en zh } saysNow { en zh } amount hiddenBy }`;

/** Arguments of the four fields, with their types. */
const TYPES: Readonly<Record<string, string>> = {
  person: 'Pid!',
  institution: 'InstitutionCode!',
  on: 'Date!',
  month: 'Month!',
  gross: 'Money!',
  kind: 'PaymentKind!',
  category: 'QuotaCategory!',
  way: 'EntryWay!',
  post: 'String',
  approvalNumber: 'String',
  approvedOn: 'Date',
  approvalExpiresOn: 'Date',
  title: 'String!',
  level: 'LeaderLevel',
  role: 'PostRole!',
  internalBody: 'String',
  concurrent: 'Boolean!',
  rank: 'Rank',
};

const textOf = (field: string, given: object): string => {
  const names = Object.keys(given);
  const declared = names.map((name) => `$${name}: ${TYPES[name]}`).join(', ');
  const passed = names.map((name) => `${name}: $${name}`).join(', ');
  return `query (${declared}) { deed: ${field}(${passed}) ${ANSWER} } ${HIT}`;
};

/** A district whose deeds are looked at beforehand. */
export interface DeedDistrict {
  readonly ruled: RuledDistrict;
  /** What the rules say, or what the errors say that there are instead. */
  readonly ask: (field: string, given: object, asker: Asker) => Promise<ShownDeed | readonly object[]>;
  /** What the rules say. */
  readonly may: (field: string, given: object, asker: Asker) => Promise<ShownDeed>;
  /** What the errors say that there are instead. */
  readonly refused: (field: string, given: object, asker: Asker) => Promise<unknown>;
  /** Rows of every table, and their newest versions: equal where nothing was written. */
  readonly rows: () => Promise<Readonly<Record<string, unknown>>>;
  readonly close: () => Promise<void>;
}

const rowsOf = async ({ merged }: RuledDistrict): Promise<Record<string, unknown>> => {
  const tables = await merged.query(
    `select table_schema || '.' || table_name as name from information_schema.tables
     where table_schema = any($1) and table_type = 'BASE TABLE' and table_name not like 'access_%' order by 1`,
    [DEPARTMENT_NAMES],
  );
  const counted: Record<string, unknown> = {};
  for (const { name } of tables) {
    const [row] = await merged.query(
      `select count(*)::int as count, md5(coalesce(string_agg(t::text, '' order by t::text), '')) as digest from ${String(name)} t`,
    );
    counted[String(name)] = row;
  }
  return counted;
};

/** Plants a district and puts the built-in rules to work over it. */
export const openDeedDistrict = async (district: District): Promise<DeedDistrict> => {
  const ruled = await openRuledDistrict(district, { guarded: true });
  const today = (): string => ruled.asOf;
  const onFault = (_: unknown, error: unknown): never => {
    throw error;
  };
  await openOversight({ graph: ruled.graph, supergraphSdl: SUPERGRAPH, today, onFault }).keepBuiltin();
  const graph = {
    supergraphSdl: SUPERGRAPH,
    apiSchema: buildSchema(clientSdl(SUPERGRAPH)),
    owners: new Map(ruled.owners.map((owner) => [owner.name, owner])),
    planner: hivePlanner(SUPERGRAPH),
  };
  const executor = createExecutor({ ...graph, ownFields: accessFields(today).resolversOf(graph) });
  const answer = (field: string, given: object, asker: Asker) => {
    const documentKey = textOf(field, given);
    const document = parse(documentKey);
    const client = { viewer: asker.viewer.subject, asker, signal: new AbortController().signal };
    const operation = getOperationAST(document)!;
    return executor.answer({ documentKey, document, operation, variables: { ...given }, client });
  };
  const ask: DeedDistrict['ask'] = async (field, given, asker) => {
    const { data, errors } = await answer(field, given, asker);
    if (errors === undefined) return data?.['deed'] as ShownDeed;
    return errors.map(({ extensions, originalError }) => ({
      ...extensions,
      ...(originalError as { extensions?: object } | undefined)?.extensions,
    }));
  };
  return {
    ruled,
    ask,
    may: async (...asked) => {
      const said = await ask(...asked);
      if ('allowed' in said) return said;
      throw new Error(`refused: ${JSON.stringify(said)}`);
    },
    refused: async (...asked) => ask(...asked),
    rows: () => rowsOf(ruled),
    close: ruled.close,
  };
};
