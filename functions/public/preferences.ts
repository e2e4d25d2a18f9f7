import type { Customer, Person, Purpose } from '#domain/customer.ts';
import type { Deps } from '#functions/deps.ts';
import { ownerOf } from '#functions/directory.ts';
import { pageFunction, type Visit } from '#functions/page-function.ts';
import { perform } from '#functions/perform.ts';
import { CrmError } from '#shared/errors.ts';
import { renderPreferencesPage } from './pages/preferences-page.ts';

/** Where List-Unsubscribe leads: the page asks, the mail program's one-click POST (RFC 8058) acts at once. */
export const handler = pageFunction({
  name: 'page-preferences',
  kinds: ['preferences', 'survey'],
  show: (deps, visit) => preferencesPage(deps, visit, 'open'),
  act: async (deps, visit) => {
    const choice = visit.form.get('choice');
    const leaving = visit.form.get('List-Unsubscribe') === 'One-Click' || choice === 'leave';
    // A program that posts to every address it finds has pressed none of the buttons.
    if (!leaving && choice !== 'save') throw new CrmError('request.invalid', 'Press one of the buttons of the page.');
    await set(deps, visit, 'marketing', !leaving && visit.form.get('marketing') === 'on');
    await set(deps, visit, 'profiling', !leaving && visit.form.get('profiling') === 'on');
    return preferencesPage(deps, visit, 'saved');
  },
});

async function set(deps: Deps, visit: Visit, purpose: Purpose, granted: boolean): Promise<void> {
  const { customerId, now, link } = visit;
  const personId = link.personId;
  if (!personId) return;
  const by = { kind: 'person' as const, id: personId };
  await perform(deps, { id: customerId, now, by }, (customer) => {
    const consent = customer.people.find((one) => one.id === personId)?.consents[purpose];
    // A consent that was never asked for is not given by leaving a box as it is.
    if (!consent && !granted) return purpose === 'marketing' ? refusal(personId, purpose) : undefined;
    return {
      type: 'record-consent',
      personId,
      purpose,
      granted,
      text: consent?.text ?? purpose,
      source: 'preferences',
    };
  });
}

function refusal(personId: Person['id'], purpose: Purpose) {
  return { type: 'record-consent' as const, personId, purpose, granted: false, text: purpose, source: 'preferences' };
}

async function preferencesPage(
  deps: Deps,
  { customerId, link, action }: Visit,
  state: 'open' | 'saved',
): Promise<string> {
  const customer: Customer | undefined = await deps.customers.load(customerId);
  const person = customer?.people.find((one) => one.id === link.personId);
  if (!customer || !person) throw new CrmError('link.unknown', 'There is nothing at this address.');
  const owner = await ownerOf(deps, customer);
  const granted = (purpose: Purpose) => person.consents[purpose]?.granted === true;
  return renderPreferencesPage(
    {
      senderName: owner.name,
      address: person.email ?? '',
      marketing: granted('marketing'),
      profiling: granted('profiling'),
      action,
      state,
    },
    customer.locale,
  );
}
