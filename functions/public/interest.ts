import { pageFunction } from '#functions/page-function.ts';
import { perform } from '#functions/perform.ts';
import { CrmError } from '#shared/errors.ts';
import { renderInterestPage } from './pages/interest-page.ts';

/** Where a proposal's button leads. The mail scanner's visit shows the page; the person's press is the reaction that counts. */
export const handler = pageFunction({
  name: 'page-interest',
  kinds: ['preferences'],
  show: async (deps, { customerId, action }) => {
    const customer = await deps.customers.load(customerId);
    if (!customer) throw new CrmError('link.unknown', 'There is nothing at this address.');
    return renderInterestPage({ customerName: customer.name, state: { kind: 'open', action } }, customer.locale);
  },
  act: async (deps, { customerId, link, now }) => {
    const { personId } = link;
    if (!personId) throw new CrmError('link.unknown', 'There is nothing at this address.');
    const by = { kind: 'person' as const, id: personId };
    const customer = await perform(deps, { id: customerId, now, by }, () => ({
      type: 'click',
      personId,
      detail: 'proposition',
    }));
    return renderInterestPage({ customerName: customer.name, state: { kind: 'thanks' } }, customer.locale);
  },
});
