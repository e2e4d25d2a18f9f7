import type { DataRequestPage } from '#functions/public/pages/data-request-page.ts';
import type { PreferencesPage } from '#functions/public/pages/preferences-page.ts';
import type { ReviewPage } from '#functions/public/pages/review-page.ts';
import type { SurveyPage } from '#functions/public/pages/survey-page.ts';

const timeZone = 'Europe/Rome';

export const review: ReviewPage & { state: { kind: 'open' } } = {
  customerName: 'Cantine Sole & Figli',
  timeZone,
  reasons: ['plan-over-limit', 'class-change'],
  evidence: [
    { label: 'Classe proposta', value: 'Oro (era Ferro)' },
    { label: 'Margine atteso in 12 mesi', value: '18.400 €' },
    { label: 'Costo del piano', value: '2.150 € (limite 1.500 €)' },
  ],
  state: {
    kind: 'open',
    action: '/r/5Tz81p',
    decisions: [
      { id: 'approve', label: 'Approvare il piano', isDefault: false },
      { id: 'trim-plan', label: 'Ridurre il piano al limite', isDefault: true },
      { id: 'keep-class', label: 'Mantenere la classe attuale', isDefault: false },
    ],
    defaultLabel: 'Ridurre il piano al limite',
    dueAt: '2026-11-27T16:00:00Z',
  },
};

export const decided = {
  kind: 'decided' as const,
  decisionLabel: 'Ridurre il piano al limite',
  by: 'Giulia Bianchi',
  at: '2026-11-26T09:10:00Z',
  comment: 'Ne parliamo a gennaio.',
};

export const dataRequest: DataRequestPage & { state: { kind: 'open' } } = {
  customerName: 'Cantine Sole & Figli',
  missing: ['email', 'phone', 'contact-person', 'sector', 'size', 'decision-makers', 'consent'],
  state: { kind: 'open', action: '/d/7Hq20x', dueAt: '2026-11-30T16:00:00Z', timeZone },
};

export const survey: SurveyPage & { state: { kind: 'open' } } = {
  senderName: 'Officine Lariane',
  question: 'Quanto è soddisfatta del lavoro fatto insieme?',
  state: { kind: 'open', action: '/s/8Lw92k' },
};

export const preferences: PreferencesPage = {
  senderName: 'Officine Lariane',
  address: 'marta.ferri@example.org',
  marketing: true,
  profiling: false,
  action: '/p/9fK2m1',
  state: 'open',
};
