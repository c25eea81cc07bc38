import type { RunState } from '../../oversight/run/ledger.ts';
import type { Terminal } from '../terminal.ts';

/** Between remarks where there is no terminal to draw in. */
const REMARK_EVERY_MS = 3000;

const line = ({ progress }: RunState): string => {
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

/** Shows how far a run is: one line that is written over in a terminal, else a remark every few seconds. */
export const runProgress = ({
  interactive,
  say,
}: Terminal): { show: (run: RunState) => void; stop: () => void } => {
  let last = 0;
  return {
    show: (run) => {
      if (interactive) process.stderr.write(`\r\u001b[K${line(run)}`);
      else if (Date.now() - last >= REMARK_EVERY_MS) {
        last = Date.now();
        say(line(run));
      }
    },
    stop: () => {
      if (interactive) process.stderr.write('\r\u001b[K');
    },
  };
};
