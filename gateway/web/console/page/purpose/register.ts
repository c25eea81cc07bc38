import type { DepartmentName } from '../../../../../schema/departments.ts';
import type { Operation } from '../../operations.ts';
import { fieldName } from './tasks.ts';
import { PURPOSE_TEXTS } from './texts.ts';

/** Registers a task of a department from a day on; who opens it fills in the other variables. */
export const registerOperation = (department: DepartmentName, validFrom: string): Operation => ({
  id: 'register-task',
  title: { en: PURPOSE_TEXTS.en.register, zh: PURPOSE_TEXTS.zh.register },
  about: { en: PURPOSE_TEXTS.en.registerAbout, zh: PURPOSE_TEXTS.zh.registerAbout },
  operationName: 'RegisterTask',
  document: `mutation RegisterTask($input: TaskInput!) {
  registerTaskOf${fieldName(department)}(input: $input) {
    id
    state
    hindrance
  }
}
`,
  variables: {
    input: {
      kind: 'DOCUMENT',
      documentNumber: '',
      title: '',
      people: [''],
      units: null,
      validFrom,
      validTo: null,
    },
  },
});
