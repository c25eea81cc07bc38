import type { Adapter } from 'oidc-provider';
import type { Records } from './records.ts';

const nowSeconds = (): number => Math.floor(Date.now() / 1000);

/** How `oidc-provider` keeps the payloads of one of its models: in the records of the data directory. */
export const adapterOf = (records: Records, model: string): Adapter => ({
  upsert: async (id, payload, expiresIn) =>
    records.write(model, id, {
      payload: { ...payload },
      expiresAt: expiresIn === undefined ? null : Date.now() + expiresIn * 1000,
    }),
  find: async (id) => records.read(model, id)?.payload,
  findByUid: async (uid) => records.findBy(model, 'uid', uid)?.payload,
  findByUserCode: async (userCode) => records.findBy(model, 'userCode', userCode)?.payload,
  consume: async (id) => {
    const record = records.read(model, id);
    if (record === undefined) return;
    records.write(model, id, { ...record, payload: { ...record.payload, consumed: nowSeconds() } });
  },
  destroy: async (id) => records.remove(model, id),
  revokeByGrantId: async (grantId) => records.removeBy(model, 'grantId', grantId),
});
