import { useCallback, useEffect, useState } from 'react';
import type { DepartmentName } from '../../../../../schema/departments.ts';
import type { Ask } from '../ask.ts';
import { readTasks } from './tasks.ts';
import type { Task } from './tasks.ts';

const STORAGE_KEY = 'fournets:purpose';

/** What the viewer may ask for, and what is asked for. */
export interface PurposeChoice {
  readonly tasks: readonly Task[] | 'loading' | 'failed';
  /** Name of the chosen task; empty for none. */
  readonly purpose: string;
  readonly choose: (name: string) => void;
  /** Reads the tasks again. */
  readonly reload: () => void;
}

/** The viewer's tasks and the choice among them, which the tab keeps until it is closed. */
export const usePurpose = (ask: Ask, department: DepartmentName | undefined): PurposeChoice => {
  const [tasks, setTasks] = useState<PurposeChoice['tasks']>('loading');
  const [chosen, setChosen] = useState(() => sessionStorage.getItem(STORAGE_KEY) ?? '');
  const reload = useCallback(() => {
    readTasks(ask, department).then(
      (read) => setTasks(read ?? 'failed'),
      () => setTasks('failed'),
    );
  }, [ask, department]);
  useEffect(reload, [reload]);
  const choose = (name: string): void => {
    sessionStorage.setItem(STORAGE_KEY, name);
    setChosen(name);
  };
  // One that is no longer in force, or somebody else's, is not sent.
  const isKnown = typeof tasks === 'string' || tasks.some(({ name }) => name === chosen);
  return { tasks, purpose: isKnown ? chosen : '', choose, reload };
};
