import type { CompleteData } from '#domain/commands/take-answers.ts';
import { companySize } from '#domain/company-size.ts';
import { type Customer, DmuRole } from '#domain/customer.ts';
import { emailKey } from '#domain/identity.ts';

export type DataAnswers = Omit<CompleteData, 'type' | 'linkId'>;

/** The filled form as the command takes it; empty fields say nothing. Without a name the answer is about the first contact. */
export function readAnswers(form: URLSearchParams, customer: Customer): DataAnswers {
  const text = (name: string) => clean(form.get(name));
  const email = text('email');
  const phone = text('phone');
  const role = text('contactRole');
  const name = text('contactName') ?? (email || phone ? (customer.people[0]?.name ?? customer.name) : undefined);
  const sector = text('sector');
  const employees = companySize(text('employees') ?? '');
  const deciders = readDeciders(form);
  const consentText = form.get('consentMarketing') === 'on' ? text('consentText') : undefined;
  return {
    ...(name && {
      person: {
        name,
        ...(email && { email: emailKey(email) ?? email }),
        ...(phone && { phone }),
        ...(role && { role }),
      },
    }),
    ...(sector && { sector }),
    ...(employees !== undefined && { employees }),
    ...(deciders.length > 0 && { deciders }),
    ...(consentText && { consentText }),
  };
}

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
