import type { Customer } from '#domain/customer.ts';
import type { Deps } from '#functions/deps.ts';
import { pageFunction, type Visit } from '#functions/page-function.ts';
import { perform } from '#functions/perform.ts';
import { CrmError } from '#shared/errors.ts';
import { renderInterestPage } from './pages/interest-page.ts';

/** Where a proposal's button leads. The mail scanner's visit shows the page; the person's press is the reaction that counts. */
export const handler = pageFunction({
  name: 'page-interest',
  kinds: ['preferences'],
  show: async (deps, visit) => {
    const { locale, name } = await known(deps, visit);
    return renderInterestPage({ customerName: name, state: { kind: 'open', action: visit.action } }, locale);
  },
  act: async (deps, visit) => {
    await press(deps, visit);
    const { locale, name } = await known(deps, visit);
    return renderInterestPage({ customerName: name, state: { kind: 'thanks' } }, locale);
  },
});

/** However often the button of one proposal is pressed, it is one reaction. */
async function press(deps: Deps, { customerId, link, now }: Visit): Promise<void> {
  const { personId } = link;
  if (!personId) throw new CrmError('link.unknown', 'There is nothing at this address.');
  const by = { kind: 'person' as const, id: personId };
  try {
    await perform(deps, { id: customerId, now, by, delivery: `interest#${link.id}` }, () => ({
      type: 'click',
      personId,
      detail: 'proposition',
    }));
  } catch (error) {
    if (!(error instanceof CrmError && error.code === 'delivery.known')) throw error;
  }
}

async function known({ customers }: Deps, { customerId }: Visit): Promise<Customer> {
  const customer = await customers.load(customerId);
  if (!customer) throw new CrmError('link.unknown', 'There is nothing at this address.');
  return customer;
}
