import type { MailMessage, MailTemplate, MessageOf } from '#contracts/mail-messages.ts';
import type { Locale } from '#domain/customer.ts';

const card = 'https://crm.example.com/customers/01J9ZK4E7Q';
const timeZone = 'Europe/Rome';
const toContact = {
  recipientName: 'Marta Ferri',
  senderName: 'Officine Lariane',
  senderDetails: 'Officine Lariane Srl, via Roma 12, 22100 Como, P. IVA 01234567890',
  preferencesLink: 'https://crm.example.com/p/9fK2m1',
};

/** One message of every template, as the steps of the process would make it for a reader of each language. */
export const examples = (locale: Locale): MailMessage[] => {
  const say = (italian: string, english: string) => (locale === 'it' ? italian : english);
  return [
    {
      template: 'data-request',
      recipientName: 'Luca Brambilla',
      customerName: 'Cantine Sole & Figli',
      missing: ['phone', 'decision-makers', 'consent'],
      link: 'https://crm.example.com/d/7Hq20x',
      dueAt: '2026-11-30T16:00:00Z',
      timeZone,
      reminder: false,
    },
    {
      template: 'review',
      recipientName: 'Giulia Bianchi',
      customerName: 'Cantine Sole & Figli',
      reasons: ['plan-over-limit', 'class-change'],
      evidence: [
        { label: say('Classe proposta', 'Class proposed'), value: say('Oro (era Ferro)', 'Gold (was iron)') },
        {
          label: say('Margine atteso in 12 mesi', 'Margin expected in 12 months'),
          value: say('18.400 €', '€18,400'),
        },
        {
          label: say('Costo del piano', 'Cost of the plan'),
          value: say('2.150 € (limite 1.500 €)', '€2,150 (limit €1,500)'),
        },
      ],
      decisions: [
        { id: 'approve', label: say('Approvare il piano', 'Approve the plan'), isDefault: false },
        { id: 'reduce', label: say('Ridurre il piano al limite', 'Reduce the plan to its limit'), isDefault: true },
        { id: 'reject', label: say('Mantenere il piano attuale', 'Keep the current plan'), isDefault: false },
      ],
      defaultLabel: say('Ridurre il piano al limite', 'Reduce the plan to its limit'),
      link: 'https://crm.example.com/r/5Tz81p',
      dueAt: '2026-11-27T17:00:00+01:00',
      timeZone,
      stage: 'escalation',
      escalatedFrom: 'Paolo Riva',
    },
    {
      template: 'review-closed',
      recipientName: 'Giulia Bianchi',
      customerName: 'Cantine Sole & Figli',
      decisionLabel: say('Ridurre il piano al limite', 'Reduce the plan to its limit'),
      why: say(
        'Nessuna risposta entro il 27 novembre: la politica 12 prevede la scelta che non supera il limite.',
        'No answer by 27 November: policy 12 provides for the option that stays within the limit.',
      ),
      link: card,
    },
    {
      template: 'digest',
      recipientName: 'Luca Brambilla',
      date: '2026-11-23',
      timeZone,
      agenda: { issuedAt: '2026-11-23T07:00:00Z' },
      actions: [
        {
          id: '01J9ZM0001',
          customerName: 'Tessitura Alba',
          channel: 'call',
          purpose: say('Capire il ritardo dell’ordine di ottobre', 'Understand the delay of the October order'),
          why: say('Nessun acquisto da 94 giorni, la media era 40.', 'No purchase for 94 days, the average was 40.'),
          overdue: true,
          link: card,
        },
        {
          id: '01J9ZM0002',
          startsAt: '2026-11-23T09:30:00Z',
          endsAt: '2026-11-23T10:30:00Z',
          customerName: 'Cantine Sole & Figli',
          channel: 'meeting',
          purpose: say('Presentare la soluzione di imbottigliamento', 'Present the bottling solution'),
          why: say('Il direttore di produzione ne ha chiesto i tempi.', 'The head of production asked for its timing.'),
          overdue: false,
          link: card,
        },
        {
          id: '01J9ZM0003',
          customerName: 'Molini Riuniti',
          channel: 'task',
          purpose: say('Aggiornare la mappa dei decisori', 'Update the map of the deciders'),
          why: say('È cambiato il responsabile acquisti.', 'The head of purchasing has changed.'),
          overdue: false,
          link: card,
        },
      ],
    },
    {
      template: 'meeting-invite',
      actionId: '01J9ZM0002',
      recipientName: 'Luca Brambilla',
      recipientAddress: 'luca.brambilla@example.com',
      organizer: { name: 'Officine Lariane', address: 'agenda@example.com' },
      customerName: 'Cantine Sole & Figli',
      startsAt: '2026-11-23T09:30:00Z',
      endsAt: '2026-11-23T10:30:00Z',
      timeZone,
      purpose: say('Presentare la soluzione di imbottigliamento', 'Present the bottling solution'),
      why: say('Il direttore di produzione ne ha chiesto i tempi.', 'The head of production asked for its timing.'),
      link: card,
      sequence: 0,
      cancelled: false,
      issuedAt: '2026-11-20T08:00:00Z',
    },
    {
      template: 'proposition',
      ...toContact,
      companyName: 'Cantine Sole & Figli',
      subjectLine: say('Meno fermi in imbottigliamento', 'Fewer stops on the bottling line'),
      opening: say(
        'nell’ultimo incontro ci ha parlato dei fermi della linea durante la vendemmia. Abbiamo preparato una proposta su misura.',
        'When we last met, you told us about the stops of the line at harvest time. We have prepared a proposal for it.',
      ),
      needs: [
        say('Continuità della linea nei mesi di punta', 'A line that keeps running in the peak months'),
        say('Ricambi disponibili in 24 ore', 'Spare parts within 24 hours'),
      ],
      benefits: [
        say('Fino al 30% di fermi in meno', 'Up to 30% fewer stops'),
        say('Un solo interlocutore per impianto e assistenza', 'One counterpart for plant and assistance'),
      ],
      personalBenefit: say(
        'Un quadro mensile dei risultati, pronto per la direzione.',
        'A monthly picture of the results, ready for the management.',
      ),
      callToAction: { label: say('Scelga un orario', 'Choose a time'), link: 'https://crm.example.com/m/3Gv55s' },
    },
    {
      template: 'survey',
      ...toContact,
      question: say('Quanto è soddisfatta del lavoro fatto insieme?', 'How satisfied are you with our work together?'),
      link: 'https://crm.example.com/s/8Lw92k',
    },
    { template: 'welcome', ...toContact, sourceName: say('Richiesta informazioni', 'Request for information') },
  ];
};

/** The example of one template. */
export const exampleOf = <T extends MailTemplate>(template: T, locale: Locale = 'it'): MessageOf<T> => {
  const isIt = (message: MailMessage): message is MessageOf<T> => message.template === template;
  const found = examples(locale).find(isIt);
  if (!found) throw new Error(`There is no example of the template "${template}".`);
  return found;
};
