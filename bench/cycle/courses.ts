/** What becomes of a customer in a cycle, as far as people have a part in it. */
export type Course = {
  readonly name: string;
  /** What the web form says. */
  readonly form: Readonly<Record<string, string>>;
  /** Reviews are decided, people's actions done, on the day. Else nobody decides, answers or does anything. */
  readonly isDiligent?: boolean;
  /** Days after which a manager ends the relationship. */
  readonly dismissedAfter?: number;
};

const marketing = { newsletter: 'I agree to receive news and offers by e-mail.' };
const company = (number: number) => ({
  company: `Company ${number}`,
  first_name: 'Anna',
  last_name: 'Bianchi',
  phone: `+39 02 ${20_000_000 + number}`,
  message: 'Please send us a quote for forty workplaces.',
});
const email = (number: number) => ({ email: `anna.bianchi@company-${number}.example`, ...marketing });
/** At a free provider, so that nobody takes the provider for the person's company. */
const person = (number: number) => ({
  first_name: 'Bruno',
  last_name: 'Conti',
  email: `bruno.conti.${number}@gmail.com`,
  message: 'I would like to know more.',
  ...marketing,
});

/** They go first and are not counted: after them all functions are warm. */
export const warmUps: readonly Course[] = [
  { name: 'warm-up', form: { ...company(1), ...email(1) }, isDiligent: true },
  { name: 'warm-up', form: company(2) },
];

export const courses: readonly Course[] = [
  { name: 'a person, no decision needed', form: person(3), isDiligent: true },
  { name: 'a company, all done on the day', form: { ...company(4), ...email(4) }, isDiligent: true },
  { name: 'a company, review never decided', form: { ...company(5), ...email(5) } },
  { name: 'data never given either', form: company(6) },
  {
    name: 'dismissed by a manager on day 20',
    form: { ...company(7), ...email(7) },
    isDiligent: true,
    dismissedAfter: 20,
  },
];
