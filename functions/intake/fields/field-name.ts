import { remembered } from '#shared/remembered.ts';

const fillers = new Set(
  // English questions and the names that builders put in front of a field
  (
    'what whats which is are s the a an of for to your you my our please enter type insert select choose provide do at with ' +
    'work business primary main best user contact lead customer client visitor person people fields field input data payload ' +
    'properties body attributes submission response answers value required optional profile details personal info ' +
    // Italian questions
    'qual quale come e il lo la i gli le l un una di del dello della dei degli delle dell al allo alla all da in per ' +
    'tuo tua tuoi tue suo sua vostro vostra ti si chiami chiama inserisci inserire inserite scrivi indica indicare ' +
    'scegli seleziona lavori lavora lavorate aziendale lavorativo lavorativa obbligatorio obbligatoria facoltativo facoltativa opzionale richiesto utente cliente ' +
    'contatto contatti persona anagrafica richiedente mittente modulo dati risposte campi'
  ).split(' '),
);

/** Words of a field's name or label: no accents, case, punctuation, camel humps, `your-`, `q3_`, `[]` or number at the end. */
const words = (name: string): string[] =>
  name
    .replace(/^q\d+_/i, '')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\bform[ _]?fields?\b/g, ' ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

const withoutNumber = (all: string[]): string[] => (/^\d+$/.test(all.at(-1) ?? '') ? all.slice(0, -1) : all);

/** Of a form, which asks the same at each delivery. */
const kept = { most: 1_000, longest: 200 };

/** The words as they stand, for names that must match whole (`form name`, `hp`). */
export const exactName = remembered(kept, (name) => words(name).join(' '));

/** The words that carry meaning: `Qual è la tua e-mail? *`, `your-email`, `q5_email[]` and `contact.email` all give `mail` or `email`. */
export const fieldName = remembered(kept, (name) => {
  const all = withoutNumber(words(name));
  const core = all.filter((word) => !fillers.has(word));
  return (core.length > 0 ? core : all).join(' ');
});
