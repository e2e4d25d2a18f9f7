import { afterAll, expect } from 'vitest';
import { useHost } from '#test/support/host.ts';
import { type Product, productOf } from './product.ts';

/**
 * Call at the top of a test file: the whole product on a free port with a data folder of its own, for the tests of the file.
 * At their end nothing has gone wrong inside, and no customer is without a next action.
 */
export function useProduct(): () => Product {
  process.env.POWERTOOLS_LOG_LEVEL = 'SILENT';
  const host = useHost();
  let product: Product | undefined;
  const running = () => {
    product ??= productOf({ url: host().url, dataDir: host().dataDir });
    return product;
  };
  afterAll(async () => {
    expect(await running().forgotten()).toEqual([]);
    expect(host().troubles).toEqual([]);
  });
  return running;
}
