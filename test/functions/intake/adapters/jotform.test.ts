import { describe, expect, test } from 'vitest';
import { postForm, postJson, postMultipart } from '#test/functions/intake/fixtures/delivery.ts';
import { accepted, refusedFor } from '#test/functions/intake/fixtures/expectations.ts';
import { jotformAnswers, jotformDelivery, jotformFields } from '#test/functions/intake/fixtures/jotform.ts';

describe('Jotform', () => {
  test('a multipart delivery becomes a submission; labels come from the field "pretty"', async () => {
    expect(await accepted('jotform', jotformDelivery())).toEqual({
      dedupeKey: 'jotform:6084250982513018472',
      person: {
        name: 'Lucia De Santis',
        givenName: 'Lucia',
        familyName: 'De Santis',
        email: 'lucia@cantinadesantis.it',
        phone: '+390669821234',
      },
      company: { name: 'Cantina De Santis, dal 1921', domain: 'cantinadesantis.it' },
      message: 'Vorrei un preventivo:\n200 bottiglie, grazie.',
      extra: {
        'q8_data.month': '11',
        'q8_data.day': '30',
        'q8_data.year': '2026',
        listino: 'https://www.jotform.com/uploads/u/243231271343446/6084250982513018472/listino.pdf',
      },
      consents: [{ purpose: 'marketing', text: 'Accetto di ricevere comunicazioni commerciali', granted: true }],
      campaign: { formId: '243231271343446', formName: 'Richiesta di preventivo' },
    });
  });

  test('area code and number in two inputs are one phone number', async () => {
    const answers = { q3_email: '', q5_phone: { area: '06', phone: '69821234' } };
    expect((await accepted('jotform', jotformDelivery(answers))).person).toEqual({ phone: '+390669821234' });
  });

  test('a urlencoded delivery is read as well', async () => {
    expect((await accepted('jotform', postForm(jotformFields()))).person.email).toBe('lucia@cantinadesantis.it');
  });

  test('a rawRequest that is missing or no JSON is refused', async () => {
    const without = jotformFields().filter(([name]) => name !== 'rawRequest');
    expect((await refusedFor('body-broken', 'jotform', postMultipart(without))).detail).toContain('rawRequest');
    expect((await refusedFor('body-broken', 'jotform', jotformDelivery('{"q3_'))).detail).toContain('rawRequest');
  });

  test('with a secret on the source its URL must carry it', async () => {
    const delivery = jotformDelivery(jotformAnswers, { signingSecret: 'k' });
    expect((await refusedFor('signature-missing', 'jotform', delivery)).status).toBe(401);
    expect((await refusedFor('signature-wrong', 'jotform', { ...delivery, query: { secret: 'x' } })).status).toBe(401);
    expect((await accepted('jotform', { ...delivery, query: { secret: 'k' } })).person.email).toBe(
      'lucia@cantinadesantis.it',
    );
  });

  test('a multipart body that breaks off is refused', async () => {
    const whole = jotformDelivery();
    const cut = { ...whole, rawBody: whole.rawBody.subarray(0, whole.rawBody.length - 60) };
    expect((await refusedFor('body-broken', 'jotform', cut)).status).toBe(400);
    expect(
      (await refusedFor('body-broken', 'jotform', { ...whole, headers: { 'content-type': 'multipart/form-data' } }))
        .status,
    ).toBe(400);
  });

  test('a JSON body without the outer fields is refused', async () => {
    expect((await refusedFor('body-broken', 'jotform', postJson({ q4_email: 'a@b.it' }))).detail).toContain(
      'rawRequest',
    );
  });
});
