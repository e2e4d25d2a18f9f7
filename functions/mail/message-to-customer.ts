import type { MailMessage } from '#contracts/mail-messages.ts';
import type { Customer, Person } from '#domain/customer.ts';
import { benefitText, fill, letters, winText } from '#shared/locale/reasons.ts';
import type { LedgerMessage, User } from '#shared/ports.ts';

type Writing = {
  readonly customer: Customer;
  readonly about: Extract<LedgerMessage, { kind: 'customer' }>;
  readonly person: Person;
  readonly owner: User;
  readonly publicUrl: string;
};

/** Mail to a person of the customer, in the customer's language. */
export function messageToCustomer({ customer, about, person, owner, publicUrl }: Writing): MailMessage | undefined {
  const { locale } = customer;
  const texts = letters(locale);
  const preferencesLink = `${publicUrl}/p/${about.linkId}`;
  const both = { recipientName: person.name, senderName: owner.name, preferencesLink };
  switch (about.template) {
    case 'proposition': {
      const win = customer.proposition?.people.find((one) => one.personId === person.id)?.personalWin;
      return {
        template: 'proposition',
        ...both,
        ...(customer.kind === 'company' && { companyName: customer.name }),
        subjectLine: fill(texts.subject, { customer: customer.name }),
        opening: texts.opening,
        needs: customer.proposition?.organisation.needs ?? [],
        benefits: (customer.proposition?.organisation.benefits ?? []).map((code) => benefitText(code, locale)),
        ...(win && { personalBenefit: winText(win, locale) }),
        callToAction: { label: texts.callToAction, link: `${publicUrl}/i/${about.linkId}` },
      };
    }
    case 'survey':
      return { template: 'survey', ...both, question: texts.question, link: `${publicUrl}/s/${about.linkId}` };
    case 'welcome':
      return { template: 'welcome', ...both, sourceName: customer.origin };
    default:
      return undefined;
  }
}
