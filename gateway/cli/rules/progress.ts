import type { RunState } from '../../oversight/run/ledger.ts';

/** How far a run is. */
export const progressText = ({ progress }: RunState): string => {
  const { shards, shardsDone, subjectsDone, hits, unknown, rate, waitingFor } = progress;
  const left =
    shardsDone === 0 || rate === null || rate === 0
      ? undefined
      : ((subjectsDone / shardsDone) * (shards - shardsDone)) / rate;
  return [
    `${shardsDone}/${shards} shards · 分片`,
    `${subjectsDone} subjects · 对象`,
    `${hits} hits · 命中`,
    ...(unknown > 0 ? [`${unknown} unknown · 无法判定`] : []),
    ...(rate === null ? [] : [`${Math.round(rate)}/s`]),
    ...(left === undefined ? [] : [`${Math.ceil(left)} s left · 剩余`]),
    ...(waitingFor === null || waitingFor.length === 0
      ? []
      : [`waiting for · 等待 ${waitingFor.join(', ')}`]),
  ].join('  ');
};
