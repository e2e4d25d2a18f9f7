type Trade = { readonly sector: string; readonly it: readonly string[]; readonly en: readonly string[] };

/** What the demo's customers do, and how companies of that trade are called. */
export const trades: readonly Trade[] = [
  {
    sector: 'engineering',
    it: ['Officine', 'Meccanica', 'Carpenterie'],
    en: ['Engineering', 'Precision Tools', 'Castings'],
  },
  { sector: 'food', it: ['Caseificio', 'Molino', 'Pastificio'], en: ['Dairies', 'Mills', 'Bakeries'] },
  { sector: 'textile', it: ['Tessitura', 'Filatura', 'Maglificio'], en: ['Weavers', 'Knitwear', 'Textiles'] },
  { sector: 'logistics', it: ['Trasporti', 'Spedizioni', 'Magazzini'], en: ['Haulage', 'Freight', 'Warehousing'] },
  {
    sector: 'medical',
    it: ['Laboratori', 'Farmaceutici', 'Clinica'],
    en: ['Laboratories', 'Medical Supplies', 'Clinics'],
  },
  { sector: 'construction', it: ['Costruzioni', 'Edilizia', 'Impianti'], en: ['Builders', 'Contracting', 'Joinery'] },
  { sector: 'retail', it: ['Ferramenta', 'Arredamenti', 'Forniture'], en: ['Hardware', 'Furnishings', 'Wholesale'] },
  { sector: 'software', it: ['Sistemi', 'Informatica', 'Soluzioni'], en: ['Systems', 'Software', 'Digital'] },
];

export const legalForms = { it: ['S.r.l.', 'S.p.A.', 'S.n.c.'], en: ['Ltd', 'Ltd', 'plc'] } as const;

/** What the demo's owner sells: name, list price in minor units. */
export const products = [
  { name: 'Kit sensori', priceMinor: 48_000 },
  { name: 'Ricambi', priceMinor: 95_000 },
  { name: 'Taratura', priceMinor: 130_000 },
  { name: 'Assistenza annua', priceMinor: 240_000 },
  { name: 'Centralina', priceMinor: 390_000 },
  { name: 'Piattaforma dati', priceMinor: 680_000 },
  { name: 'Linea di misura', priceMinor: 2_400_000 },
] as const;

type Post = {
  readonly dmuRole: 'decider' | 'influencer' | 'process-owner' | 'purchasing' | 'user' | 'assistant';
} & Record<'it' | 'en', string>;

/** Who sits in the decision making unit, the likeliest contact first. */
export const posts: readonly Post[] = [
  { dmuRole: 'purchasing', it: 'Responsabile acquisti', en: 'Purchasing manager' },
  { dmuRole: 'process-owner', it: 'Responsabile di produzione', en: 'Production manager' },
  { dmuRole: 'decider', it: 'Direttore generale', en: 'Managing director' },
  { dmuRole: 'influencer', it: 'Responsabile qualità', en: 'Quality manager' },
  { dmuRole: 'user', it: 'Capo officina', en: 'Shift supervisor' },
];

export const consentText = {
  it: 'Acconsento a ricevere comunicazioni commerciali per e-mail.',
  en: 'I agree to receive commercial communications by e-mail.',
} as const;
