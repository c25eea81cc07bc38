// From `npm start` to the printed address, with the demo district.
import { round, type Bench } from './figure.ts';
import { startProduct, withDataDirectory } from '../support/product.ts';

/** First start (makes Postgres and plants the demo district) and three later ones. */
export const start: Bench = () =>
  withDataDirectory(async (directory) => {
    const times: number[] = [];
    for (let turn = 0; turn < 4; turn++) {
      const product = await startProduct(directory);
      times.push(product.readyMs);
      await product.stop();
    }
    const [first = Number.NaN, ...later] = times;
    return [
      {
        measure: 'first start with the demo district',
        value: round(first / 1000),
        unit: 's',
        must: '≤ 10 s',
      },
      {
        measure: 'later start, slowest of 3',
        value: round(Math.max(...later) / 1000),
        unit: 's',
        must: '≤ 4 s',
      },
    ];
  });
