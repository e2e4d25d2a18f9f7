import type { CustomerEvent } from '#domain/events.ts';
import { purposes } from '#shared/locale/it/reasons.ts';

type Review = 'ReviewRequested' | 'ReviewReminded' | 'ReviewEscalated';

/** Not steps of the process, or told in another section: decisions, e-mail, what comes next. */
type ToldElsewhere =
  | 'CustomerCaptured'
  | 'InteractionRecorded'
  | 'PersonAdded'
  | 'PersonChanged'
  | 'ConsentRecorded'
  | 'AddressSuppressed'
  | 'DetailsChanged'
  | 'OwnerAssigned'
  | 'SignalReceived'
  | 'SignalsTaken'
  | 'FirstCycleDated'
  | 'DataClosed'
  | 'ReviewDecided'
  | 'ActionPlanned'
  | 'MailQueued'
  | 'MailSent'
  | 'MailNotSent'
  | 'MailReported';

type Told = Exclude<CustomerEvent['type'], Review | ToldElsewhere>;

/** The words of the report in Italian; those of the house are the ones of the e-mails and pages. */
export const it = {
  title: 'Portafoglio al',
  customers: '{active} clienti attivi, {dismissed} congedati, {withoutNextAction} senza prossima azione',
  period: {
    all: 'Ciò che si è fatto, deciso e inviato è contato dall’inizio.',
    from: 'Ciò che si è fatto, deciso e inviato è contato dal {from}.',
    until: 'Ciò che si è fatto, deciso e inviato è contato fino al {until}.',
    both: 'Ciò che si è fatto, deciso e inviato è contato dal {from} al {until}.',
  },
  sections: {
    portfolio: 'Classe e livello',
    stages: 'A che punto sono',
    cycles: 'Cicli',
    done: 'Che cosa si è fatto',
    sent: 'E-mail',
    decisions: 'Decisioni',
    next: 'Prossime azioni',
    owners: 'Di chi sono',
  },
  columns: { what: '', count: 'numero', total: 'totale', decided: 'decise', byDefault: 'per scadenza' },
  cycle: 'ciclo {number}',
  overdue: '{overdue} sono scadute.',
  none: 'niente',
  system: 'il sistema',
  class: { platinum: 'Platino', gold: 'Oro', iron: 'Ferro', lead: 'Piombo', 'not-valued': 'Da valutare' },
  level: { prospect: 'Prospect', buyer: 'Compratore', account: 'Account', partner: 'Partner' },
  stage: {
    acquisition: 'Acquisizione dati',
    profiling: 'Profilo',
    valuation: 'Valore della relazione',
    strategy: 'Strategia',
    review: 'Decisione del responsabile',
    proposition: 'Proposta di valore',
    planning: 'Piano di comunicazione',
    delivery: 'Azioni',
    feedback: 'Presidio e feedback',
    learning: 'Apprendimento',
    resting: 'Fino al prossimo ciclo',
    dismissed: 'Congedati',
  },
  event: {
    CycleStarted: 'Cicli iniziati',
    DataRequested: 'Dati chiesti',
    DataReminded: 'Dati sollecitati',
    CustomerProfiled: 'Profili tracciati',
    RelationshipValued: 'Relazioni valutate',
    StrategyChosen: 'Strategie scelte',
    PropositionMade: 'Proposte di valore',
    PlanMade: 'Piani di comunicazione',
    ActionCompleted: 'Azioni concluse',
    ActionMoved: 'Azioni spostate',
    ActionReplaced: 'Azioni sostituite',
    ActionFailed: 'Azioni non riuscite',
    ActionLapsed: 'Azioni decadute',
    ContactHeld: 'Contatti trattenuti dalle regole',
    SurveyAnswered: 'Questionari compilati',
    FeedbackOpened: 'Feedback aperti',
    FeedbackGathered: 'Feedback raccolti',
    CycleLearned: 'Cicli conclusi',
    CycleStalled: 'Cicli ripresi dopo un errore',
    CustomerDismissed: 'Clienti congedati',
    CustomerReactivated: 'Clienti ripresi',
    OpportunityRecorded: 'Opportunità registrate',
  } satisfies Record<Told, string>,
  mails: { all: 'Inviate in tutto', notSent: 'Non inviate' },
  mail: {
    proposition: 'Proposte',
    survey: 'Questionari',
    welcome: 'Benvenuti',
    digest: 'Azioni del giorno',
    review: 'Decisioni da prendere',
    'review/reminder': 'Decisioni da prendere, solleciti',
    'review/escalation': 'Decisioni da prendere, al superiore',
    'review-closed': 'Decisioni prese',
    'data-request': 'Richieste di dati',
    'data-request/reminder': 'Richieste di dati, solleciti',
    'meeting-invite': 'Inviti a un incontro',
    'meeting-invite/cancelled': 'Incontri annullati',
  },
  review: {
    ReviewRequested: 'Chieste',
    ReviewReminded: 'Sollecitate',
    ReviewEscalated: 'Passate al superiore',
  } satisfies Record<Review, string>,
  decision: {
    dismiss: 'Chiudere con cortesia la relazione',
    'self-service': 'Passare al self-service',
    'keep-serving': 'Continuare a servire il cliente',
    approve: 'Approvare il piano',
    'trim-plan': 'Ridurre il piano al limite',
    'keep-class': 'Mantenere la classe attuale',
    'people-only': 'Solo contatti personali',
  },
  purpose: purposes,
};
