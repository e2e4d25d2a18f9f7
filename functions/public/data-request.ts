import type { Customer } from '#domain/customer.ts';
import { openLink } from '#functions/decide-by-link.ts';
import type { Deps } from '#functions/deps.ts';
import { findUser } from '#functions/directory.ts';
import { pageFunction, type Visit } from '#functions/page-function.ts';
import { perform } from '#functions/perform.ts';
import { CrmError } from '#shared/errors.ts';
import { letters } from '#shared/locale/reasons.ts';
import type { User } from '#shared/ports.ts';
import { readAnswers, wrongAnswers } from './data-answers.ts';
import type { DataField } from './pages/data-fields.ts';
import { renderDataRequestPage } from './pages/data-request-page.ts';

type Errors = Partial<Record<DataField, string>>;

/** The owner completes the card; the waiting process goes on with the answer. */
export const handler = pageFunction({
  name: 'page-data-request',
  kinds: ['data-request'],
  show: (deps, visit) => dataPage(deps, visit),
  act: async (deps, visit) => {
    if (visit.link.closed) return dataPage(deps, visit);
    const user = await reader(deps, visit);
    const { customer } = await about(deps, visit);
    const answers = await readAnswers(visit.form, customer);
    const errors = await wrongAnswers(answers, visit.form, customer.dataRequest?.missing ?? [], user.locale);
    if (Object.keys(errors).length > 0) return dataPage(deps, visit, errors);
    try {
      const by = { kind: 'user' as const, id: user.id };
      await perform(deps, { id: visit.customerId, now: visit.now, by }, () => ({
        type: 'complete-data',
        linkId: visit.link.id,
        ...answers,
      }));
    } catch (error) {
      if (error instanceof CrmError && error.code === 'identity.taken') {
        return dataPage(deps, visit, { email: letters(user.locale).addressTaken });
      }
      // Two windows, or two presses: the second one is shown what the first one wrote.
      if (error instanceof CrmError && error.code === 'data-request.closed') {
        return dataPage(deps, { ...visit, link: await openLink(deps, visit.link.id, 'data-request') });
      }
      throw error;
    }
    return renderDataRequestPage({ customerName: customer.name, missing: [], state: { kind: 'saved' } }, user.locale);
  },
});

async function about(deps: Deps, { customerId }: Visit): Promise<{ customer: Customer }> {
  const customer = await deps.customers.load(customerId);
  if (!customer) throw new CrmError('link.unknown', 'There is nothing at this address.');
  return { customer };
}

function reader(deps: Deps, { link }: Visit): Promise<User> {
  return findUser(deps, link.userId ?? ('admin' as User['id']));
}

async function dataPage(deps: Deps, visit: Visit, errors?: Errors): Promise<string> {
  const [{ customer }, user] = await Promise.all([about(deps, visit), reader(deps, visit)]);
  const request = customer.dataRequest;
  if (visit.link.closed?.how === 'answered') {
    return renderDataRequestPage({ customerName: customer.name, missing: [], state: { kind: 'saved' } }, user.locale);
  }
  if (!request || request.linkId !== visit.link.id)
    throw new CrmError('data-request.closed', 'The process has gone on without this answer.');
  const values = Object.fromEntries([...new Set(visit.form.keys())].map((name) => [name, visit.form.getAll(name)]));
  return renderDataRequestPage(
    {
      customerName: customer.name,
      missing: request.missing,
      state: {
        kind: 'open',
        action: visit.action,
        dueAt: request.dueAt,
        timeZone: user.timeZone,
        values,
        ...(errors && { errors }),
      },
    },
    user.locale,
  );
}
