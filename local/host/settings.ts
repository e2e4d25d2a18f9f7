import { z } from 'zod';
import { StartRefused } from '#local/start-refused.ts';

const web = z.url({ protocol: /^https?$/ });
const address = z.string().regex(/^[^\s@]+@[^\s@]+$/);

/** What may be wrong about a setting before anything is started with it. */
const checks = [
  {
    name: 'PUBLIC_URL',
    good: web,
    en: 'set it to an address such as https://crm.example.com, or unset it for the local one',
    it: 'impostalo a un indirizzo come https://crm.example.com, o toglilo per usare quello locale',
  },
  {
    name: 'SMTP_URL',
    good: z.url({ protocol: /^smtps?$/ }),
    secret: true,
    en: 'set it to an address such as smtps://user:password@mail.example.com:465, or unset it to keep mail in the mailbox',
    it: 'impostalo a un indirizzo come smtps://utente:password@mail.example.com:465, o toglilo per tenere i messaggi nella posta locale',
  },
  {
    name: 'AWS_ENDPOINT_URL_DYNAMODB',
    good: web,
    en: 'set it to an address such as http://127.0.0.1:8000, or unset it for the table in the data folder',
    it: 'impostalo a un indirizzo come http://127.0.0.1:8000, o toglilo per usare la tabella nella cartella dei dati',
  },
  {
    name: 'AWS_REGION',
    good: z.string().regex(/^[a-z]{2,}(-[a-z]+)+-\d+$/),
    en: 'set it to a region such as eu-west-1, or unset it',
    it: 'impostalo a una regione come eu-west-1, o toglilo',
  },
  {
    name: 'MAIL_FROM',
    good: address,
    en: 'set it to an e-mail address, or unset it',
    it: 'impostalo a un indirizzo e-mail, o toglilo',
  },
  {
    name: 'ADMIN_EMAIL',
    good: address,
    en: 'set it to an e-mail address, or unset it',
    it: 'impostalo a un indirizzo e-mail, o toglilo',
  },
];

/** @throws StartRefused for the first setting that cannot be meant; empty ones count as unset. */
export function checkSettings(env: NodeJS.ProcessEnv): void {
  for (const { name, good, secret = false, en, it } of checks) {
    const value = env[name];
    if (!value || good.safeParse(value).success) continue;
    throw new StartRefused({
      en: secret ? `${name} is no address of a mail server: ${en}.` : `${name} is "${value}": ${en}.`,
      it: secret ? `${name} non è l'indirizzo di un server di posta: ${it}.` : `${name} vale "${value}": ${it}.`,
    });
  }
}
