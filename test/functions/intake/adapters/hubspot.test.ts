import { describe, expect, test } from 'vitest';
import { readDelivery } from '#functions/intake/adapters/read-delivery.ts';
import { readFetchedLead } from '#functions/intake/adapters/read-fetched-lead.ts';
import { nowMs, postJson, secret, url } from '#test/functions/intake/fixtures/delivery.ts';
import { accepted, refusedFor, submissionsIn } from '#test/functions/intake/fixtures/expectations.ts';
import {
  hubspotContact,
  hubspotDelivery,
  hubspotEvents,
  signHubspot,
} from '#test/functions/intake/fixtures/hubspot.ts';

const reference = {
  provider: 'hubspot',
  id: '123',
  dedupeKey: 'hubspot:33:123:3816279340',
  submittedAt: '2026-11-20T08:59:58.000Z',
} as const;

describe('HubSpot', () => {
  test('a signed batch gives the contacts to fetch, one reference each, and leaves the other events', async () => {
    expect(await readDelivery('hubspot', hubspotDelivery())).toEqual({
      kind: 'fetch',
      references: [
        { ...reference, portalId: '33' },
        {
          ...reference,
          id: '124',
          dedupeKey: 'hubspot:33:124:3816279480',
          submittedAt: '2026-11-20T08:59:59.000Z',
          portalId: '33',
        },
      ],
    });
  });

  test('a known contact that fills in a form again is a lead again; one event sent twice in a batch is one', async () => {
    const again = {
      eventId: 7,
      portalId: 33,
      objectId: 123,
      occurredAt: nowMs,
      subscriptionType: 'contact.propertyChange',
      propertyName: 'num_conversion_events',
    };
    const result = await readDelivery('hubspot', hubspotDelivery([again, again]));
    expect(result).toMatchObject({ kind: 'fetch', references: [{ id: '123', dedupeKey: 'hubspot:33:123:7' }] });
  });

  test('events of no interest are acknowledged', async () => {
    expect(await readDelivery('hubspot', hubspotDelivery(hubspotEvents.slice(2)))).toMatchObject({
      kind: 'ignored',
      reason: 'other-event',
    });
  });

  test('the fetched contact becomes a submission with the key of its event', async () => {
    expect(submissionsIn(await readFetchedLead(reference, hubspotContact, {}))).toEqual([
      {
        dedupeKey: reference.dedupeKey,
        submittedAt: reference.submittedAt,
        person: {
          name: 'Anna Bianchi',
          givenName: 'Anna',
          familyName: 'Bianchi',
          jobTitle: 'Responsabile acquisti',
          email: 'anna.bianchi@tessituracomo.it',
          phone: '+39031123456',
        },
        company: {
          name: 'Tessitura Como S.p.A.',
          domain: 'tessituracomo.it',
          website: 'https://tessituracomo.it/',
          size: '85',
        },
        locale: 'it',
        message: 'Ci servono 3 telai',
        extra: {},
        consents: [{ purpose: 'marketing', text: 'consenso_marketing', granted: true }],
      },
    ]);
  });

  test('a contact without any address is refused after the fetch', async () => {
    const result = await readFetchedLead(reference, { id: '123', properties: { firstname: 'Anna', email: null } }, {});
    expect(result).toMatchObject({ kind: 'refused', reason: 'no-usable-address' });
  });

  test('an answer that is no contact is refused', async () => {
    expect(await readFetchedLead(reference, { status: 'error', message: 'not found' }, {})).toMatchObject({
      kind: 'refused',
      reason: 'body-broken',
    });
  });

  test('a workflow’s webhook brings the contact itself', async () => {
    const contact = {
      vid: 123,
      properties: { email: { value: 'Anna@TessituraComo.it' }, firstname: { value: 'Anna' } },
    };
    expect((await accepted('hubspot', hubspotDelivery(contact))).person).toEqual({
      name: 'Anna',
      givenName: 'Anna',
      email: 'anna@tessituracomo.it',
    });
  });

  test('the URI is signed with some of its escapes decoded', async () => {
    const delivery = {
      ...postJson(hubspotEvents, {}, { signingSecret: secret }),
      url: `${url}?to=a%40b%3A1%2Fx&keep=%20%25`,
    };
    const signed = signHubspot(delivery, `${url}?to=a@b:1/x&keep=%20%25`);
    expect((await readDelivery('hubspot', signed)).kind).toBe('fetch');
  });

  test('a delivery signed for another URL or method is refused', async () => {
    const delivery = postJson(hubspotEvents, {}, { signingSecret: secret });
    await refusedFor('signature-wrong', 'hubspot', signHubspot(delivery, `${url}/other`));
    const get = signHubspot({ ...delivery, method: 'PUT' });
    expect((await refusedFor('signature-wrong', 'hubspot', { ...get, method: 'POST' })).status).toBe(401);
  });

  test('a stale timestamp and a missing signature are refused', async () => {
    const delivery = postJson(hubspotEvents, {}, { signingSecret: secret });
    expect(
      (await refusedFor('timestamp-stale', 'hubspot', signHubspot(delivery, url, String(nowMs - 300_001)))).status,
    ).toBe(401);
    await refusedFor('signature-missing', 'hubspot', delivery);
  });

  test('a source without the app’s client secret takes nothing and says what to set', async () => {
    expect((await refusedFor('secret-unset', 'hubspot', hubspotDelivery(hubspotEvents, {}))).detail).toContain(
      'client secret',
    );
  });
});
