import type { CompleteData } from '#domain/commands/take-answers.ts';
import { companySize } from '#domain/company-size.ts';
import { type Customer, DmuRole, type Locale } from '#domain/customer.ts';
import type { Missing } from '#domain/policy.ts';
import { normaliseEmail } from '#functions/intake/fields/email.ts';
import { normalisePhone } from '#functions/intake/fields/phone.ts';
import { letters } from '#shared/locale/reasons.ts';
import type { DataField } from './pages/data-fields.ts';

export type DataAnswers = Omit<CompleteData, 'type' | 'linkId'>;

/** The filled form as the command takes it; empty fields say nothing. Without a name the answer is about the first contact. */
export async function readAnswers(form: URLSearchParams, customer: Customer): Promise<DataAnswers> {
  const text = (name: string) => clean(form.get(name));
  const email = text('email');
  const phone = text('phone');
  const role = text('contactRole');
  const sector = text('sector');
  const employees = companySize(text('employees') ?? '');
  const deciders = readDeciders(form);
  const consentText = form.get('consentMarketing') === 'on' ? text('consentText') : undefined;
  const known = email || phone || consentText ? (customer.people[0]?.name ?? customer.name) : undefined;
  const name = text('contactName') ?? known;
  return {
    ...(name && {
      person: {
        name,
        ...(email && { email: normaliseEmail(email) ?? email }),
        ...(phone && { phone: (await normalisePhone(phone, customer.country)) ?? phone }),
        ...(role && { role }),
      },
    }),
    ...(sector && { sector }),
    ...(employees !== undefined && { employees }),
    ...(deciders.length > 0 && { deciders }),
    ...(consentText && { consentText }),
  };
}

/** What has to be corrected, field by field; nothing at all is no answer, and a ticked consent is none without its text. */
export async function wrongAnswers(
  answers: DataAnswers,
  form: URLSearchParams,
  missing: readonly Missing[],
  locale: Locale,
): Promise<Partial<Record<DataField, string>>> {
  const texts = letters(locale);
  const { person, consentText } = answers;
  const first = missing[0] && firstField[missing[0]];
  return {
    ...(first && Object.keys(answers).length === 0 && { [first]: texts.answerMissing }),
    ...(person?.email && normaliseEmail(person.email) === undefined && { email: texts.addressWrong }),
    ...(person?.phone && !(await isExact(person.phone)) && { phone: texts.phoneWrong }),
    ...(form.get('consentMarketing') === 'on' && !consentText && { consentText: texts.consentTextMissing }),
  };
}

/** What has stayed as it was typed could never be found again. */
async function isExact(phone: string): Promise<boolean> {
  return (await normalisePhone(phone)) === phone;
}

const firstField: Readonly<Record<Missing, DataField>> = {
  email: 'email',
  phone: 'phone',
  'contact-person': 'contactName',
  sector: 'sector',
  size: 'employees',
  'decision-makers': 'decisionMakerName',
  consent: 'consentText',
};

function readDeciders(form: URLSearchParams): { name: string; dmuRole: DmuRole }[] {
  const roles = form.getAll('decisionMakerRole');
  return form.getAll('decisionMakerName').flatMap((raw, row) => {
    const name = clean(raw);
    const role = DmuRole.safeParse(roles[row]);
    return name ? [{ name, dmuRole: role.success ? role.data : 'decider' }] : [];
  });
}

function clean(value: string | null | undefined): string | undefined {
  const text = (value ?? '')
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, 300);
  return text === '' ? undefined : text;
}
