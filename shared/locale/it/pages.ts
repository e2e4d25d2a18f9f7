/** What the pages without sign-in say. */
export const pages = {
  comment: 'Commento (facoltativo)',
  personal: 'Questa pagina è personale: La preghiamo di non condividerne l’indirizzo.',
  close: 'Può chiudere questa pagina.',

  review: {
    heading: 'La Sua decisione',
    hint: 'Un tocco basta: la scelta è registrata subito e non si può ripetere.',
    decided: 'Decisione registrata',
    decidedBy: (name: string, moment: string) => `Presa da ${name}, ${moment}.`,
    decidedByDefault: (moment: string) => `Applicata in assenza di risposta, ${moment}.`,
    expired: 'Il tempo per decidere è scaduto',
    expiredDetail: 'La richiesta non è più aperta. Se la decisione spetta ancora a Lei, riceverà un nuovo messaggio.',
    superseded: 'La decisione è passata ad altri',
    supersededDetail: 'La richiesta è stata affidata a un’altra persona o sostituita da una più recente.',
  },

  dataRequest: {
    intro: 'Compili ciò che conosce: anche una sola informazione è utile.',
    due: (moment: string) => `Può rispondere fino a ${moment}.`,
    send: 'Salvi i dati',
    saved: 'Grazie, i dati sono salvati',
    savedDetail: (customer: string) => `La scheda di ${customer} è aggiornata e il percorso prosegue.`,
    problem: 'Alcuni campi vanno corretti.',
    field: {
      email: 'Indirizzo e-mail',
      phone: 'Numero di telefono',
      contactName: 'Nome e cognome',
      contactRole: 'Ruolo in azienda',
      sector: 'Settore di attività',
      employees: 'Numero di dipendenti',
      decisionMakerName: 'Nome e cognome',
      decisionMakerRole: 'Parte nella decisione',
      consentMarketing: 'Accetta comunicazioni commerciali',
      consentText: 'Come e quando ha dato il consenso',
    },
    chooseRole: 'Scelga',
    consentHint: 'Indichi solo i consensi che la persona ha dato davvero, con il testo che le è stato mostrato.',
  },

  survey: {
    lowest: 'Per niente',
    highest: 'Moltissimo',
    choose: 'Scelga un voto da 0 a 10.',
    send: 'Invii la risposta',
    thanks: 'Grazie per la Sua risposta',
    thanksDetail: (score: number) => `Abbiamo registrato il voto ${score} su 10.`,
  },

  preferences: {
    title: 'Le Sue preferenze',
    intro: (sender: string, address: string) =>
      `Scelga che cosa desidera ricevere da ${sender} all’indirizzo ${address}.`,
    marketing: 'Comunicazioni commerciali',
    marketingDetail: 'Proposte, novità e inviti.',
    profiling: 'Proposte su misura',
    profilingDetail: 'I Suoi dati aiutano a scegliere che cosa proporLe.',
    save: 'Salvi le preferenze',
    leave: 'Annulli tutte le iscrizioni',
    leaveDetail: 'Non riceverà più comunicazioni commerciali. I messaggi necessari al rapporto in corso restano.',
    saved: 'Preferenze salvate',
    left: 'Non riceverà altre comunicazioni commerciali da noi.',
    on: 'attivo',
    off: 'non attivo',
    change: 'Modifichi le preferenze',
  },

  problem: {
    'not-found': {
      title: 'Questa pagina non esiste',
      detail: 'Controlli che l’indirizzo sia completo, oppure apra di nuovo il collegamento dal messaggio ricevuto.',
    },
    expired: {
      title: 'Il collegamento è scaduto',
      detail: 'Se è ancora necessario, riceverà un nuovo messaggio. Può anche rispondere a quello che ha ricevuto.',
    },
    invalid: {
      title: 'Non siamo riusciti a leggere la risposta',
      detail: 'Torni alla pagina precedente e provi di nuovo.',
    },
    failure: {
      title: 'Qualcosa non ha funzionato',
      detail: 'La Sua risposta potrebbe non essere stata registrata. La preghiamo di riprovare tra qualche minuto.',
    },
  },
};
