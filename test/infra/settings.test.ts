import { describe, expect, test } from 'vitest';
import { assertDeployable, readSettings } from '#infra/settings.ts';

const read = (context: Record<string, string>, env: Record<string, string> = {}) =>
  readSettings((key) => context[key], env);
const own = { mailDomain: 'crm.firma.it', adminEmail: 'it@firma.it' };
const certificateArn = 'arn:aws:acm:eu-south-1:123456789012:certificate/0a1b2c3d-1111-2222-3333-444455556666';

describe('the settings of a stage', () => {
  test('are none for dev, which anybody can synthesise', () => {
    expect(read({})).toMatchObject({ stage: 'dev', protected: false, mailFrom: 'crm@percorso.example' });
  });

  test('come from the context, and where that is silent from the environment', () => {
    const settings = read({ stage: 'test', mailDomain: 'a.it' }, { MAIL_DOMAIN: 'b.it', ADMIN_EMAIL: 'x@b.it' });
    expect(settings).toMatchObject({ stage: 'test', mailDomain: 'a.it', adminEmail: 'x@b.it', mailFrom: 'crm@a.it' });
  });

  test('protect what prod holds, and only prod', () => {
    expect(read({ stage: 'prod', ...own }).protected).toBe(true);
    expect(read({ stage: 'test', ...own }).protected).toBe(false);
  });

  test('give the API a domain of its own with its certificate', () => {
    const { site } = read({ ...own, domainName: 'www.firma.it', certificateArn });
    expect(site).toEqual({ domainName: 'www.firma.it', certificateArn });
  });

  test.each([
    [{ stage: 'Prod' }, /stage "Prod"/],
    [{ stage: 'a-name-that-is-too-long' }, /must begin with a lower-case letter/],
    [{ stage: 'prod', mailDomain: 'firma.it' }, /no adminEmail.*ADMIN_EMAIL/],
    [{ stage: 'prod', adminEmail: 'it@firma.it' }, /no mailDomain.*MAIL_DOMAIN/],
    [{ stage: 'prod', ...own, mailDomain: 'crm.example.com' }, /mailDomain of the stage prod is crm\.example\.com/],
    [{ stage: 'prod', ...own, adminEmail: 'me@localhost' }, /adminEmail of the stage prod is me@localhost/],
    [{ stage: 'prod', ...own, domainName: 'crm.firma.it' }, /belong together/],
    [{ stage: 'prod', adminEmail: 'it@firma.it' }, /--mail-domain/],
    [{ ...own, mailDomain: 'firma' }, /mailDomain of the stage dev is firma: it must be a domain/],
    [{ ...own, mailDomain: 'https://firma.it' }, /must be a domain/],
    [{ ...own, adminEmail: 'it' }, /adminEmail of the stage dev is it: it must be one e-mail address/],
    [{ ...own, adminEmail: 'a@firma.it, b@firma.it' }, /must be one e-mail address/],
    [
      { ...own, mailFrom: 'crm@altrove.it' },
      /mailFrom .* must be one address of the mail domain, such as crm@crm.firma.it/,
    ],
    [{ ...own, domainName: 'crm firma', certificateArn }, /domainName .* must be a domain/],
    [
      { ...own, domainName: 'www.firma.it', certificateArn: 'mine' },
      /certificateArn .* must be the ARN of a certificate/,
    ],
  ])('are refused with a sentence: %o', (context: Record<string, string>, sentence) => {
    expect(() => read(context)).toThrow(sentence);
  });

  test('on paper do not reach an account', () => {
    expect(() => assertDeployable(read({}))).toThrow(/give your own/);
    expect(() => assertDeployable(read(own))).not.toThrow();
  });
});
