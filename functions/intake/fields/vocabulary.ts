import type { Answer } from './answer.ts';
import { exactName, fieldName } from './field-name.ts';

/** What a field of a form can mean to us. A source's mapping is from these names to the provider's field. */
export const targets = [
  'email',
  'phone',
  'name',
  'givenName',
  'familyName',
  'jobTitle',
  'city',
  'country',
  'company',
  'companyDomain',
  'website',
  'vat',
  'companySize',
  'sector',
  'message',
  'locale',
] as const;
export type Target = (typeof targets)[number];

/** Names in English and Italian, as `exactName` or `fieldName` leaves them. Where a form has several of one target the first filled one wins. */
const names: Record<Target, string> = {
  email:
    'email|mail|email address|mail address|address email|emailaddress|indirizzo email|indirizzo mail|indirizzo posta elettronica|posta elettronica|email mail',
  phone:
    'phone|phone number|phonenumber|telephone|telephone number|tel|mobile|mobile phone|mobile number|mobilephone|cell|cell phone|cellphone|whatsapp|' +
    'whatsapp number|numero whatsapp|telefono|numero telefono|telefono cellulare|numero telefonico|n telefono|n tel|numero tel|tel cell|telefono cell|recapito telefonico|cellulare|numero cellulare|numero cell|telefono fisso|fisso',
  name:
    'come ti chiami|come si chiama|name|full name|fullname|complete name|name surname|first last name|first name last name|first name and last name|names|referente|persona contatto|nome referente|nome|nome cognome|nome completo|' +
    'nominativo|cognome nome|name and surname|nomecognome',
  givenName: 'first name|firstname|given name|givenname|forename|fname|name first|first|nome battesimo|primo nome',
  familyName: 'last name|lastname|surname|family name|familyname|lname|name last|last|cognome',
  jobTitle: 'job title|jobtitle|job|role|job role|position|ruolo|mansione|qualifica|posizione|funzione|ruolo azienda',
  city: 'city|town|citta|comune|localita|address city',
  country: 'country|nation|paese|nazione|stato|address country|country region',
  company:
    'company|company name|companyname|name company|nome aziendale|organization|organisation|organization name|organisation name|business name|firm|employer|' +
    'azienda|nome azienda|ragione sociale|societa|impresa|ditta|ente|organizzazione|denominazione sociale|denominazione|azienda societa|azienda ente|nome societa',
  companyDomain: 'company domain|domain|dominio|dominio azienda',
  website:
    'website|web site|site|site web|company website|homepage|website url|web|sito|sito web|sito internet|sito azienda|pagina web',
  vat: 'vat|vat number|vatnumber|vat id|tax id|partita iva|p iva|piva|partitaiva|numero partita iva|p iva codice fiscale|partita iva codice fiscale',
  companySize:
    'company size|size|employees|number employees|number of employees|employee count|numero dipendenti|dipendenti|quanti dipendenti|dimensione|dimensioni|dimensione azienda|addetti|numero addetti|num employees|numemployees',
  sector: 'sector|industry|business sector|settore|settore attivita|ambito|attivita|comparto',
  message:
    'message|comment|comments|note|notes|question|questions|request|enquiry|inquiry|description|how can we help|how can help|how can we help you|tell us more|tell us about project|' +
    'messaggio|richiesta|commento|commenti|testo|testo messaggio|domanda|descrizione|come possiamo aiutarti|possiamo aiutarti|possiamo aiutarla|vuoi dirci|messaggio richiesta',
  locale: 'language|lang|locale|preferred language|lingua|lingua preferita|hs language',
};

const byName = new Map(targets.flatMap((target) => names[target].split('|').map((name) => [name, target] as const)));

/** Names that end in a word of the list above and mean something else. */
const lookalikes = new Set(
  (
    'form name|form id|form title|form url|page url|page title|site name|site id|campaign name|campaign id|user id|event name|file name|' +
    'nome modulo|titolo modulo|nome campagna|user name|username|nome utente'
  ).split('|'),
);

const hinted: Partial<Record<NonNullable<Answer['hint']>, Target>> = {
  email: 'email',
  phone: 'phone',
  website: 'website',
};

/** `company.vatNumber`, `azienda_sito`: a name after the word for the company; a bare name there is the company's. */
const ofCompany = (name: string): Target | undefined => {
  const rest = /^(?:company|organi[sz]ation|azienda|societa) (.+)$/.exec(name)?.[1];
  const target = rest === undefined ? undefined : byName.get(rest);
  return target === 'name' ? 'company' : target;
};

/** What an answer means by the type that the provider gives it, else by its label, else by its key. */
export const recognise = (answer: Answer): Target | undefined => {
  if (answer.hint !== undefined && hinted[answer.hint] !== undefined) return hinted[answer.hint];
  if (answer.hint === 'consent') return undefined;
  for (const name of [answer.label, answer.key, ...(answer.aliases ?? [])]) {
    if (name === undefined || name.length > 200) continue;
    const exact = exactName(name);
    if (lookalikes.has(exact)) continue;
    const target = byName.get(exact) ?? byName.get(fieldName(name)) ?? ofCompany(fieldName(name));
    if (target !== undefined) return target;
  }
  return undefined;
};
