// A department that a user starts on its own answers the gateway of the same data, and nobody else unless told to.
import path from 'node:path';
import { ask, fournets, startProduct, startSubgraph, withDataDirectory } from '../support/product.ts';

const CONTRACT = '{ _service { sdl } }';

it('stands closed unless it is opened, and then says so', async () => {
  await withDataDirectory(async (directory) => {
    const holder = await startProduct(directory, { FOURNETS_DEMO_PEOPLE: '0' });
    const closed = await startSubgraph('hr', directory, 0);
    expect(await ask(closed.url, CONTRACT)).toMatchObject({
      errors: [{ extensions: { code: 'DOOR_CLOSED' } }],
    });
    const doctor = async (data: string): Promise<string> => {
      const { stdout } = await fournets(['doctor'], {
        PORT: '0',
        FOURNETS_DATA: data,
        HR_URL: `${closed.url}/graphql`,
      });
      return stdout;
    };
    expect(await doctor(directory)).toMatch(/ok +HR_URL: .* lets this gateway in/);
    expect(await doctor(path.join(directory, 'another'))).toMatch(/FAILED +HR_URL: DOOR_CLOSED/);
    const seen = await closed.stop();
    expect(seen.stderr).toMatch(/^{.*"owner":"hr","reason":"no assertion".*}$/m);
    expect(seen.stderr).toMatch(/^{.*"owner":"hr","reason":"unknown key".*}$/m);
    expect(seen.stderr).not.toContain('WARNING');

    const open = await startSubgraph('hr', directory, 0, '--open');
    expect(await ask(open.url, CONTRACT)).toMatchObject({ data: { _service: {} } });
    expect((await open.stop()).stderr).toMatch(/WARNING: --open answers whoever asks/);
    await holder.stop();
  });
});
