import type { RunState } from '../../oversight/run/ledger.ts';

/** How far a run is. */
export const progressText = ({ progress }: RunState): string => {
  const { shards, shardsDone, subjectsDone, subjectsTotal } = progress;
  const { hits, unknown, rate, secondsLeft, waitingFor } = progress;
  const total = subjectsTotal === null ? '' : `/${subjectsTotal}`;
  return [
    `${shardsDone}/${shards} shards · 分片`,
    `${subjectsDone}${total} subjects · 对象`,
    `${hits} hits · 命中`,
    ...(unknown > 0 ? [`${unknown} unknown · 无法判定`] : []),
    ...(rate === null ? [] : [`${Math.round(rate)}/s`]),
    ...(secondsLeft === null ? [] : [`${secondsLeft} s left · 剩余`]),
    ...(waitingFor === null || waitingFor.length === 0
      ? []
      : [`waiting for · 等待 ${waitingFor.join(', ')}`]),
  ].join('  ');
};
