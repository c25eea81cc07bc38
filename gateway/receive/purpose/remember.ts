import { LRUCache } from 'lru-cache';
import type { Task, TaskSource } from './task.ts';

/** A changed task is in force everywhere so long after it was changed. Source: trust.md, one second. */
export const KEPT_MS = 1000;

/** Tasks that are kept, those used longest ago go first. */
const TASKS_KEPT = 1000;

interface Kept {
  readonly task: Promise<Task | undefined>;
  /** When it was asked for, not when it was answered. */
  readonly askedAt: number;
}

/** Asks for each task once a second, however many requests name it. That there was no answer is not kept. */
export const rememberTasks = (tasks: TaskSource, now: () => number = Date.now): TaskSource => {
  const kept = new LRUCache<string, Kept>({ max: TASKS_KEPT });
  return (department, id) => {
    const key = `${department}/${id}`;
    const known = kept.get(key);
    if (known !== undefined && Math.abs(now() - known.askedAt) < KEPT_MS) return known.task;
    const asked: Kept = { task: tasks(department, id), askedAt: now() };
    kept.set(key, asked);
    asked.task.catch(() => {
      if (kept.get(key) === asked) kept.delete(key);
    });
    return asked.task;
  };
};
