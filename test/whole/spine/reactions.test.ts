import { beforeAll, describe, expect, test } from 'vitest';
import { linkIn, openForBusiness, people } from '#test/whole/support/company.ts';
import { lead, post, press } from '#test/whole/support/forms.ts';
import { type Card, SummaryPage as Found } from '#test/whole/support/shapes.ts';
import { changePolicy, shortCycle } from '#test/whole/support/short-cycle.ts';
import { useProduct } from '#test/whole/support/use-product.ts';

const product = useProduct();
const bounces = 'bounce+bea@simulator.amazonses.com';
const complains = 'complaint+carl@simulator.amazonses.com';
const leaves = 'lou.leaves@leaves.example';
const chooses = 'cho.chooses@chooses.example';
const refuses = 'ray.refuses@refuses.example';
const all = [bounces, complains, leaves, chooses, refuses];

const callOf = (card: Card, purpose: string) => card.path.find((action) => action.purpose === purpose);
const proposalsTo = async (email: string) =>
  (await product().mails(email)).filter(({ subject }) => /proposal/i.test(subject));

beforeAll(async () => {
  const source = await openForBusiness(product());
  await changePolicy(product(), {
    ...shortCycle,
    strategies: {
      gold: {
        prospect: {
          model: 'acquire',
          target: 'buyer',
          budgetMinor: 30_000,
          contacts: ['email', 'call', 'email', 'email'],
        },
      },
    },
    review: { ...shortCycle.review, importantClasses: [] },
  });
  for (const email of all) {
    const consent = email === refuses ? { 'I agree to receive news and offers by e-mail': false } : {};
    expect((await post(source.url, lead(email, { name: email.split('@')[0], ...consent }))).status).toBe(200);
  }
  await Promise.all(all.map((email) => product().cardOf(email, ({ stage }) => stage === 'delivery')));
  await product().advance('P5D');
}, 120_000);

describe('What comes back of an e-mail reaches the card:', () => {
  test('a bounce closes the address, and the account manager looks for another one', async () => {
    const card = await product().cardOf(bounces, (one) => callOf(one, 'find-address') !== undefined);
    expect(card.people[0]?.suppressed).toBe('bounce');
    expect(callOf(card, 'find-address')).toMatchObject({ channel: 'call', owner: { kind: 'user', id: people.rep.id } });
  });

  test('a complaint closes the address, and the account manager repairs the relationship', async () => {
    const card = await product().cardOf(complains, (one) => callOf(one, 'repair-relationship') !== undefined);
    expect(card.people[0]?.suppressed).toBe('complaint');
    expect(callOf(card, 'repair-relationship')?.owner).toEqual({ kind: 'user', id: people.rep.id });
  });

  test('who never agreed gets no proposal, but a call', async () => {
    expect(await proposalsTo(refuses)).toEqual([]);
    expect((await product().cardOf(refuses)).path.map(({ channel }) => channel)).toContain('call');
  });
});

describe('Whoever does not want our mail', () => {
  test('unsubscribes by the one click of the mail program, as often as it likes', async () => {
    const link = linkIn((await proposalsTo(leaves))[0] ?? { links: [], subject: 'none' }, 'p');
    for (const method of ['GET', 'HEAD']) expect((await fetch(link, { method })).status).toBe(200);
    expect((await product().cardOf(leaves)).people[0]?.consents.marketing?.granted).toBe(true);
    const asUrlencoded = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
    const asMultipart = new FormData();
    asMultipart.set('List-Unsubscribe', 'One-Click');
    for (const body of [asMultipart, asUrlencoded, asMultipart])
      expect((await fetch(link, { method: 'POST', body })).status).toBe(200);
    const card = await product().cardOf(leaves);
    expect(card.people[0]?.consents.marketing).toMatchObject({ granted: false, source: 'preferences' });
    expect(card.people[0]?.suppressed).toBe('unsubscribed');
    const withdrawn = (await product().timeline(card.id)).filter(({ type }) => type === 'ConsentRecorded');
    expect(withdrawn).toMatchObject([{ by: { kind: 'person', id: 'p1' }, data: { purpose: 'marketing' } }]);
  });

  test('chooses on a page that shows what holds', async () => {
    const link = linkIn((await proposalsTo(chooses))[0] ?? { links: [], subject: 'none' }, 'p');
    expect(await (await fetch(link)).text()).toMatch(/name="marketing"[^>]* checked/);
    expect((await press(link, { choice: 'save' })).status).toBe(200);
    expect(await (await fetch(link)).text()).not.toMatch(/name="marketing"[^>]* checked/);
    expect((await press(link, { marketing: 'on' })).status).toBe(400);
    expect((await press(link, { choice: 'save', marketing: 'on' })).status).toBe(200);
    expect((await product().cardOf(chooses)).people[0]?.consents.marketing?.granted).toBe(true);
  });

  test('gets no more of it, while those who agree do', async () => {
    const addresses = [bounces, complains, leaves, refuses];
    const before = await Promise.all(addresses.map(proposalsTo));
    await product().advance('P5D');
    expect(await Promise.all(addresses.map(proposalsTo))).toEqual(before);
    expect((await proposalsTo(chooses)).length).toBeGreaterThan(1);
    const held = (await product().timeline((await product().cardOf(leaves)).id)).find(
      ({ type }) => type === 'ContactHeld',
    );
    expect(held?.data).toMatchObject({ rule: 'unsubscribed' });
  });
});

describe('Data that is missing', () => {
  const phone = '+39 347 555 01';
  const call = async (suffix: string) => {
    const { items } = await product().get(Found, `/customers?phone=${encodeURIComponent(`${phone}${suffix}`)}`);
    return product().card(items[0]?.id ?? '');
  };

  test('is asked of the owner by a form behind a link, and the process goes on with the answer', async () => {
    const source = await product().newSource('json', { ownerId: people.rep.id, locale: 'en' });
    for (const [name, suffix] of [
      ['Nora Nomail', '10'],
      ['Otto Offline', '11'],
    ])
      expect((await post(source.url, { name, phone: `${phone}${suffix}`, language: 'en' })).status).toBe(200);
    const mail = await product().mailTo(people.rep.email, /missing.*Nora/i);
    expect((await call('10')).nextAction).toMatchObject({ purpose: 'complete-data', owner: { id: people.rep.id } });
    const link = linkIn(mail, 'd');
    expect(await (await fetch(link)).text()).toMatch(/name="email"/);
    const wrong = await (await press(link, { email: 'nora at nomail' })).text();
    expect(wrong).toMatch(/aria-invalid="true"/);
    expect(wrong).toContain('nora at nomail');
    const blank = await (await press(link, {})).text();
    expect(blank).toContain('Fill in at least one field.');
    expect((await press(link, { email: leaves })).status).toBe(200);
    expect((await call('10')).stage).toBe('acquisition');
    expect((await press(link, { email: 'nora@nomail.example' })).status).toBe(200);
    const card = await product().cardOf('nora@nomail.example', ({ stage }) => stage === 'delivery');
    expect(card.people[0]).toMatchObject({ name: 'Nora Nomail', phone: '+393475550110' });
    expect(await (await fetch(link)).text()).not.toMatch(/name="email"/);
    expect(await (await press(link, { email: 'other@nomail.example' })).text()).toMatch(/details are saved/);
    expect(await product().find('other@nomail.example')).toBeUndefined();
  });

  test('is reminded of once, and then the process goes on with what there is', async () => {
    await product().advance('P3DT1H');
    const mail = await product().mailTo(people.rep.email, /Reminder.*Otto/i);
    await product().advance('P4DT1H');
    const card = await call('11');
    expect(card.stage).toBe('delivery');
    const timeline = await product().timeline(card.id);
    expect(timeline.find(({ type }) => type === 'DataClosed')?.data).toEqual({ how: 'went-on', missing: ['email'] });
    expect(card.path.some(({ channel }) => channel === 'email')).toBe(false);
    const late = await press(linkIn(mail, 'd'), { email: 'otto@offline.example' });
    expect(late.status).toBe(409);
    expect(await product().find('otto@offline.example')).toBeUndefined();
  });
});
