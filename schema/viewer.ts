import type { Viewer } from './sharing.ts';

/** A viewer with the key of its class. */
export const viewerOf = (viewer: Omit<Viewer, 'key'>): Viewer => {
  const { kind, department = null, clientId } = viewer;
  const roles = [...new Set(viewer.roles)].sort();
  const units = [...new Set(viewer.units)].sort();
  return { ...viewer, roles, units, key: JSON.stringify([kind, department, roles, units, clientId]) };
};
