import { attributes, index, orders } from './requests.ts';

/** A key of several attributes in each role: `keys('a b', 'c')` has two partition keys and a sort key. */
export const keys = (hashes: string, ranges = '') => [
  ...namesIn(hashes).map((AttributeName) => ({ AttributeName, KeyType: 'HASH' })),
  ...namesIn(ranges).map((AttributeName) => ({ AttributeName, KeyType: 'RANGE' })),
];

const namesIn = (text: string): string[] => text.split(' ').filter((name) => name !== '');

/** The table `orders` with one global index, `one`, of such keys, which are texts unless `types` says otherwise. */
export const ordersBy = (hashes: string, ranges = '', more: object = {}, types: Record<string, string> = {}) => {
  const names = new Set(['a', 'b', ...namesIn(hashes), ...namesIn(ranges)]);
  const AttributeDefinitions = attributes(...names).map(({ AttributeName, AttributeType }) => ({
    AttributeName,
    AttributeType: types[AttributeName] ?? AttributeType,
  }));
  return orders({ AttributeDefinitions, GlobalSecondaryIndexes: [index('one', keys(hashes, ranges), more)] });
};
