// A pool that is closed says nothing of connections that go with it.
import { openDatabase } from '../../../subgraphs/kit/database/connect.ts';
import { createDatabase, type TestDatabase } from '../../support/cluster.ts';

let home: TestDatabase;
beforeAll(async () => {
  home = await createDatabase('finance');
});
afterAll(() => home.drop());

/** What Postgres says to its connections when it stops. */
const stopped = new Error('terminating connection due to administrator command');

it('tells of a connection that breaks, unless it is closing', async () => {
  const broken: Error[] = [];
  const open = () => openDatabase({ url: home.appUrl, onBroken: (error) => broken.push(error) });
  const [lost, closed] = [open(), open()];
  const connect = async ({ pool }: typeof lost) => {
    const client = await pool.connect();
    client.release();
    return client;
  };
  const [first, second] = await Promise.all([connect(lost), connect(closed)]);
  first.emit('error', stopped);
  const closing = closed.close();
  second.emit('error', stopped);
  await Promise.all([closing, lost.close()]);
  expect(broken).toEqual([stopped]);
});
