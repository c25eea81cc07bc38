import { Router } from 'express';
import type { Owner } from '../fetch/owners/owner.ts';
import type { Metrics } from './metrics.ts';

/** Longest time an owner may take to say that it is ready. */
const READY_TIMEOUT_MS = 2_500;

interface Readiness {
  readonly owner: string;
  readonly place: string;
  readonly ready: boolean;
}

const withDeadline = (work: Promise<void>): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no answer in time')), READY_TIMEOUT_MS);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });

const readinessOf = async ({ name, place, ready }: Owner): Promise<Readiness> => {
  try {
    await withDeadline(ready());
    return { owner: name, place, ready: true };
  } catch {
    return { owner: name, place, ready: false };
  }
};

/** `/health`: the process lives. `/ready`: all five departments and their databases answer. `/metrics`: Prometheus. */
export const healthRouter = (owners: () => readonly Owner[], metrics: Metrics): Router => {
  const router = Router();
  router.get('/health', (_request, response) => {
    response.json({ status: 'ok' });
  });
  router.get('/ready', async (_request, response) => {
    const departments = await Promise.all(owners().map(readinessOf));
    const ready = departments.every((department) => department.ready);
    response.status(ready ? 200 : 503).json({ ready, departments });
  });
  router.get('/metrics', async (_request, response) => {
    response.type(metrics.contentType).send(await metrics.text());
  });
  return router;
};
