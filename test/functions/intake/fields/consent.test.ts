import { describe, expect, test } from 'vitest';
import type { Answer } from '#functions/intake/fields/answer.ts';
import { consentsOf } from '#functions/intake/fields/consent.ts';

const box = (label: string, ...values: string[]): Answer => ({ key: 'field_1', label, values });

const newsletter = 'Desidero ricevere la newsletter';

describe('consents', () => {
  test.each(['on', 'yes', 'Sì', 'si', 'SI', 'accetto', 'true', '1', 'x', 'I agree', 'Acconsento', newsletter])(
    '"%s" grants, with the label as the text shown',
    (value) => {
      expect(consentsOf(box(newsletter, value))).toEqual([{ purpose: 'marketing', text: newsletter, granted: true }]);
    },
  );

  test.each(['', 'no', 'NO', 'false', '0', 'off', 'Non acconsento', 'Nego il consenso', 'I do not agree'])(
    '"%s" does not',
    (value) => {
      expect(consentsOf(box(newsletter, value))).toEqual([{ purpose: 'marketing', text: newsletter, granted: false }]);
    },
  );

  test('a box left blank does not grant', () => {
    expect(consentsOf(box(newsletter))).toMatchObject([{ granted: false }]);
  });

  test.each([
    ['Ho letto l’informativa sulla privacy', 'privacy-notice'],
    ['Autorizzo il trattamento dei miei dati personali ai sensi del Reg. UE 2016/679 (GDPR)', 'privacy-notice'],
    ['I accept the terms and conditions', 'terms'],
    ['Accetto i termini del servizio', 'terms'],
    ['Sign up for our newsletter', 'marketing'],
    ['Acconsento all’invio di comunicazioni commerciali e promozionali', 'marketing'],
    ['I agree to receive updates and offers by e-mail', 'marketing'],
    ['Acconsento alla profilazione per ricevere offerte su misura', 'profiling'],
    ['Acconsento alla cessione a soggetti terzi per finalità di marketing', 'third-parties'],
    ['May we share your data with third parties?', 'third-parties'],
  ])('"%s" asks for %s', (label, purpose) => {
    expect(consentsOf(box(label, 'on'))).toEqual([{ purpose, text: label, granted: true }]);
  });

  test('a ticked sentence under a bare heading is the text shown', () => {
    expect(consentsOf(box('Privacy', 'Accetto di ricevere la newsletter'))).toEqual([
      { purpose: 'marketing', text: 'Accetto di ricevere la newsletter', granted: true },
    ]);
    expect(consentsOf({ ...box('', 'I agree to the privacy policy'), hint: 'checkbox' })).toEqual([
      { purpose: 'privacy-notice', text: 'I agree to the privacy policy', granted: true },
    ]);
  });

  test('in a list of boxes each one is a consent of its own, ticked or not', () => {
    const list: Answer = {
      key: 'c',
      label: 'Consensi',
      values: ['Newsletter'],
      choices: ['Privacy', 'Newsletter', 'Profilazione'],
    };
    expect(consentsOf(list)).toEqual([
      { purpose: 'privacy-notice', text: 'Privacy', granted: false },
      { purpose: 'marketing', text: 'Newsletter', granted: true },
      { purpose: 'profiling', text: 'Profilazione', granted: false },
    ]);
    expect(consentsOf({ key: 'consents', values: ['marketing', 'profiling'] })).toMatchObject([
      { purpose: 'marketing' },
      { purpose: 'profiling' },
    ]);
  });

  test.each([
    ['Your department', 'Marketing'],
    ['Area di interesse', 'Pubblicità'],
    ['Hai domande sulla privacy?', 'Chi tratta i miei dati?'],
    ['Vuoi un preventivo?', 'sì'],
    ['Ci conosci?', 'Sì, dalla fiera'],
  ])('"%s: %s" is an answer like any other', (label, value) => {
    expect(consentsOf(box(label, value))).toEqual([]);
  });

  test('several departments, Marketing among them, are no consent', () => {
    expect(
      consentsOf({
        key: 'dep',
        label: 'Departments',
        values: ['Marketing', 'Sales'],
        choices: ['Marketing', 'Sales', 'IT'],
      }),
    ).toEqual([]);
  });

  test('a mapped purpose holds whatever the words say, and free text under it does not grant', () => {
    expect(consentsOf(box('Opzione 2', 'on'), { purpose: 'profiling' })).toEqual([
      { purpose: 'profiling', text: 'Opzione 2', granted: true },
    ]);
    expect(consentsOf(box('Opzione 2', 'forse domani'), { purpose: 'profiling', text: 'Testo' })).toEqual([
      { purpose: 'profiling', text: 'Testo', granted: false },
    ]);
  });
});
