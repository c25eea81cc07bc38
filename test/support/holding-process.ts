// A process of its own that starts a cluster and holds it until it is killed; what happens goes to stdout, a JSON a line.
import { startCluster } from '../../subgraphs/kit/postgres/cluster.ts';

const [, , dataDirectory = ''] = process.argv;
const tell = (value: unknown): boolean => process.stdout.write(`${JSON.stringify(value)}\n`);

startCluster({ dataDirectory, onProgress: tell }).then(
  (cluster) => tell({ url: cluster.urlOf('postgres', cluster.superuser), pid: cluster.pid() }),
  (error: unknown) => {
    tell({ kind: 'refused', error: String(error) });
    process.exitCode = 1;
  },
);
