/** One of the five departments, each with a subgraph, a database and roles of its own. */
export interface DepartmentSpec {
  readonly en: string;
  readonly zh: string;
  /** Port of the subgraph when it runs on its own; the URL that the committed supergraph names. */
  readonly port: number;
}

/** The five departments of the graph, by the names their subgraphs have. */
export const DEPARTMENTS = {
  establishment: { en: 'Establishment office', zh: '编办', port: 4001 },
  discipline: { en: 'Discipline inspection', zh: '纪检', port: 4002 },
  organization: { en: 'Organization department', zh: '组织', port: 4003 },
  hr: { en: 'Human resources and social security', zh: '人社', port: 4004 },
  finance: { en: 'Finance', zh: '财政', port: 4005 },
} as const satisfies Record<string, DepartmentSpec>;

export type DepartmentName = keyof typeof DEPARTMENTS;

/** True for the name of a department. */
export const isDepartmentName = (name: string): name is DepartmentName => Object.hasOwn(DEPARTMENTS, name);

export const DEPARTMENT_NAMES = Object.keys(DEPARTMENTS).filter(isDepartmentName);

/** Address of a department's subgraph where none is configured. */
export const defaultSubgraphUrl = (name: DepartmentName): string =>
  `http://127.0.0.1:${DEPARTMENTS[name].port}/graphql`;
