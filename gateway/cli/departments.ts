import type { DepartmentName } from '../../schema/departments.ts';
import { discipline } from '../../subgraphs/discipline/main.ts';
import { establishment } from '../../subgraphs/establishment/main.ts';
import { finance } from '../../subgraphs/finance/main.ts';
import { hr } from '../../subgraphs/hr/main.ts';
import { organization } from '../../subgraphs/organization/main.ts';
import type { Department } from '../../subgraphs/kit/department.ts';

/** The five departments by name. */
export const departments: Readonly<Record<DepartmentName, Department>> = {
  establishment,
  discipline,
  organization,
  hr,
  finance,
};
