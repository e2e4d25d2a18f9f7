import { expect, test } from 'vitest';
import { lead, post } from '#test/whole/support/forms.ts';
import { useProduct } from '#test/whole/support/use-product.ts';

const product = useProduct();

test('a company without users: the administrator gets the reviews, and every morning the digest of the actions', async () => {
  const source = await product().newSource('json');
  await post(source.url, lead('first@newcomer.example'));
  await product().cardOf('first@newcomer.example', ({ stage }) => stage === 'review');
  await product().advance('P60D');
  const digest = await product().mailTo('admin@crm.example', /^L[ae] Su[ae] .*azion/);
  expect(digest.subject).toMatch(/\d/);
});
