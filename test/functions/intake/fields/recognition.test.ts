import { describe, expect, test } from 'vitest';
import { recognise, type Target } from '#functions/intake/fields/vocabulary.ts';
import { postForm, postJson } from '#test/functions/intake/fixtures/delivery.ts';
import { accepted } from '#test/functions/intake/fixtures/expectations.ts';

const names: Record<Target, string[]> = {
  email: [
    'email',
    'E-Mail',
    'e_mail',
    'EMAIL*',
    'your-email',
    'q4_email',
    'email[]',
    'contact.email',
    'form_fields[email]',
    'Indirizzo e-mail',
    'Indirizzo di posta elettronica',
    'Posta elettronica',
    'Qual è la tua email?',
    'What is your email address?',
    'workEmail',
    'e-mail (obbligatorio)',
    'Your e-mail:',
    'Mail',
    'email-452',
    'Inserisci la tua e-mail',
    'E‑mail aziendale',
  ],
  phone: [
    'phone',
    'Phone Number',
    'phone_number',
    'tel-893',
    'Telefono',
    'Numero di telefono',
    'Cellulare',
    'Mobile phone',
    'your-tel',
    'N. telefono',
    'Recapito telefonico',
    'whatsapp',
  ],
  name: [
    'name',
    'your-name',
    'Full name',
    'full_name',
    'Nome e cognome',
    'Nome e Cognome *',
    'Nominativo',
    'Come ti chiami?',
    'contactName',
    'Nome completo',
    'customer[name]',
  ],
  givenName: ['first name', 'firstname', 'First-Name', 'given_name', 'fname', 'name[first]'],
  familyName: ['last name', 'lastName', 'Surname', 'Cognome', 'family-name', 'Il tuo cognome', 'name[last]'],
  jobTitle: ['job title', 'jobtitle', 'Ruolo', 'Il tuo ruolo in azienda', 'Mansione', 'role'],
  city: ['city', 'Città', 'citta', 'Comune', 'address.city'],
  country: ['Country', 'Paese', 'Nazione'],
  company: [
    'company',
    'Company Name',
    'companyName',
    'Azienda',
    'Nome dell’azienda',
    'Ragione sociale',
    'ragione_sociale',
    'organization',
    'Organisation',
    'company.name',
    'Società',
    'your-company',
    'Which company do you work for?',
    'In quale azienda lavori?',
    'Ente',
  ],
  companyDomain: ['company.domain', 'Dominio aziendale'],
  website: ['website', 'Sito web', 'Sito internet', 'your-website', 'Sito', 'company.website'],
  vat: ['VAT number', 'Partita IVA', 'P.IVA', 'p_iva', 'piva', 'company.vatNumber', 'Partita Iva / Codice fiscale'],
  companySize: ['Company size', 'Numero di dipendenti', 'employees', 'Number of employees', 'numemployees'],
  sector: ['Industry', 'Settore', 'Settore di attività'],
  message: [
    'message',
    'your-message',
    'Messaggio',
    'Note',
    'Il tuo messaggio',
    'Comments',
    'Richiesta',
    'How can we help you?',
    'Come possiamo aiutarti?',
  ],
  locale: ['language', 'Lingua', 'locale', 'Preferred language'],
};

describe('field names', () => {
  test.each(Object.entries(names).flatMap(([target, list]) => list.map((name) => [name, target])))(
    '"%s" is taken for %s',
    (name, target) => {
      expect(recognise({ key: name, values: ['x'] })).toBe(target);
    },
  );

  test.each([
    'Form name',
    'form.id',
    'username',
    'Nome utente',
    'campaign_name',
    'page title',
    'T-shirt size',
    'emails per day',
    'phone model',
    'subject',
    'Oggetto',
    'product name',
    'messaggero',
    '',
    '123',
    'q3_',
  ])('"%s" is taken for nothing', (name) => {
    expect(recognise({ key: name, values: ['x'] })).toBeUndefined();
  });

  test('the label counts before the key, and the type that the provider gives before both', () => {
    expect(recognise({ key: 'email', label: 'Azienda', values: ['x'] })).toBe('company');
    expect(recognise({ key: 'azienda', label: 'Azienda', values: ['x'], hint: 'email' })).toBe('email');
  });

  test('"Nome" beside "Cognome" is the given name, alone the whole name', async () => {
    expect(
      (await accepted('json', postJson({ email: 'a@b.example', nome: 'Ada', cognome: 'Rossi' }))).person,
    ).toMatchObject({ name: 'Ada Rossi', givenName: 'Ada' });
    expect((await accepted('json', postJson({ email: 'a@b.example', nome: 'Ada Rossi' }))).person).toEqual({
      email: 'a@b.example',
      name: 'Ada Rossi',
    });
  });

  test('"Conferma e-mail" and the marks of captchas and nonces are nobody’s answers', async () => {
    const fields = {
      email: 'a@b.example',
      'Conferma e-mail': 'a@b.example',
      confirm_email: 'x',
      'g-recaptcha-response': '03A',
      _wpnonce: '1',
      submit: 'Invia',
    };
    expect((await accepted('html', postForm(fields))).extra).toEqual({});
  });
});

describe('the mapping of a source', () => {
  test('wins over usual names, in any spelling of the provider’s field', async () => {
    const mapping = { email: 'Campo 7', company: 'campo-8', message: 'field_9' };
    const body = {
      email: 'other@b.example',
      'campo 7': 'right@b.example',
      'Campo 8': 'Acme',
      field_9: 'Ciao',
      azienda: 'Altra',
    };
    const { person, company, message, extra } = await accepted('json', postJson(body, {}, { mapping: { ...mapping } }));
    expect({ email: person.email, company: company?.name, message }).toEqual({
      email: 'right@b.example',
      company: 'Acme',
      message: 'Ciao',
    });
    expect(extra.azienda).toBe('Altra');
  });

  test('says which country national phone numbers belong to, and which language a form has', async () => {
    const delivery = postJson({ phone: '020 7946 0958' }, {}, { mapping: { $country: 'GB', $locale: 'en' } });
    expect(await accepted('json', delivery)).toMatchObject({ person: { phone: '+442079460958' }, locale: 'en' });
  });
});
