import type { Answer } from './answer.ts';
import { normaliseEmail } from './email.ts';
import { normalisePhone } from './phone.ts';

export type Addresses = { readonly email?: string; readonly phone?: string; readonly used: ReadonlySet<Answer> };

const firstValid = async (
  answers: readonly Answer[],
  normalise: (text: string) => string | undefined | Promise<string | undefined>,
): Promise<[string, Answer] | undefined> => {
  for (const answer of answers) {
    for (const value of answer.values) {
      const valid = await normalise(value);
      if (valid !== undefined) return [valid, answer];
    }
  }
  return undefined;
};

/** The first valid e-mail address and the first valid phone number among the answers that should hold them. */
export const addressesOf = async (
  emails: readonly Answer[],
  phones: readonly Answer[],
  country?: string,
): Promise<Addresses> => {
  const email = await firstValid(emails, normaliseEmail);
  const phone = await firstValid(phones, (text) => normalisePhone(text, country));
  return {
    ...(email === undefined ? {} : { email: email[0] }),
    ...(phone === undefined ? {} : { phone: phone[0] }),
    used: new Set([email?.[1], phone?.[1]].filter((answer) => answer !== undefined)),
  };
};
