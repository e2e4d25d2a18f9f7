import { describe, expect, test } from 'vitest';
import { readDelivery } from '#functions/intake/adapters/read-delivery.ts';
import { post, postJson, secret } from '#test/functions/intake/fixtures/delivery.ts';
import { accepted, refusedFor } from '#test/functions/intake/fixtures/expectations.ts';
import { signTypeform, typeformBody, typeformDelivery } from '#test/functions/intake/fixtures/typeform.ts';

describe('Typeform', () => {
  test('a signed response becomes a submission with person, company, answers by their question, and consent', async () => {
    expect(await accepted('typeform', typeformDelivery())).toEqual({
      dedupeKey: 'typeform:01HF8Z7Q3M5TYPEFORM',
      submittedAt: '2026-11-20T08:59:41.000Z',
      person: { name: 'Niccolò Dell’Orto', email: 'niccolo.dellorto@officine-orto.it', phone: '+393471234567' },
      company: { name: 'Officine Orto S.r.l.', domain: 'officine-orto.it' },
      extra: { 'Quali prodotti ti interessano?': 'Pompe, Valvole', 'Quanti siete?': '12' },
      consents: [
        { purpose: 'marketing', text: 'Acconsento a ricevere la newsletter e offerte commerciali', granted: true },
      ],
      campaign: { formId: 'lT4Z3j', utmSource: 'newsletter', utmCampaign: 'autunno' },
    });
  });

  test('the mapping of the source names fields by ref, by id or by question', async () => {
    const mapping = { company: 'Quali prodotti ti interessano?', name: 'azienda_ref', city: 'DlXFaesGBpoF' };
    const { person, company } = await accepted(
      'typeform',
      typeformDelivery(typeformBody, { signingSecret: secret, mapping }),
    );
    expect({ name: person.name, city: person.city, company: company?.name }).toEqual({
      name: 'Officine Orto S.r.l.',
      city: 'Niccolò Dell’Orto',
      company: 'Pompe, Valvole',
    });
  });

  test('a consent that was declined is recorded as declined', async () => {
    const answers = typeformBody.form_response.answers.map((answer) =>
      answer.type === 'boolean' ? { ...answer, boolean: false } : answer,
    );
    const body = { ...typeformBody, form_response: { ...typeformBody.form_response, answers } };
    expect((await accepted('typeform', typeformDelivery(body))).consents).toMatchObject([
      { purpose: 'marketing', granted: false },
    ]);
  });

  test('without a secret on the source the URL is enough', async () => {
    expect((await accepted('typeform', postJson(typeformBody))).person.email).toBe('niccolo.dellorto@officine-orto.it');
  });

  test('an unsigned delivery to a source with a secret is refused', async () => {
    expect(
      (await refusedFor('signature-missing', 'typeform', postJson(typeformBody, {}, { signingSecret: secret }))).status,
    ).toBe(401);
  });

  test('a signature by another secret is refused', async () => {
    const delivery = { ...typeformDelivery(), source: { signingSecret: 'another' } };
    expect((await refusedFor('signature-wrong', 'typeform', delivery)).status).toBe(401);
  });

  test('a signed body that is no JSON, or not Typeform’s, is refused as broken', async () => {
    const source = { signingSecret: secret };
    const json = { 'content-type': 'application/json' };
    expect(
      (await refusedFor('body-broken', 'typeform', signTypeform(post('{"event_id": ', json, source)))).status,
    ).toBe(400);
    const other = await refusedFor(
      'body-broken',
      'typeform',
      typeformDelivery({ ...typeformBody, form_response: { answers: [{ type: 'email' }] } }),
    );
    expect(other.detail).toContain('form_response.answers[0].field');
  });

  test('a partial response is acknowledged and not taken', async () => {
    const result = await readDelivery(
      'typeform',
      typeformDelivery({ ...typeformBody, event_type: 'form_response_partial' }),
    );
    expect(result).toMatchObject({ kind: 'ignored', reason: 'other-event' });
  });
});
