/** What the e-mails say. A function takes the facts of the sentence, already formatted for the reader. */
export const mail = {
  greeting: (name: string) => `Gentile ${name},`,
  greetingWithoutName: 'Buongiorno,',
  signOff: 'Cordiali saluti,',
  workNote: 'Messaggio di lavoro di Percorso, per chi segue i clienti o decide per loro.',
  openCard: 'Apra la scheda',
  why: 'Perché',
  preferences: 'Gestisca le preferenze o annulli l’iscrizione',

  dataRequest: {
    subject: (customer: string) => `Alcuni dati mancanti: ${customer}`,
    subjectReminder: (customer: string) => `Promemoria, dati mancanti: ${customer}`,
    title: (customer: string) => `Completiamo la scheda di ${customer}`,
    intro: (customer: string) =>
      `per proseguire al meglio con ${customer} mancano ancora alcune informazioni. Bastano un paio di minuti.`,
    introReminder: (customer: string) =>
      `Le ricordiamo che per ${customer} mancano ancora alcune informazioni. Bastano un paio di minuti.`,
    missingTitle: 'Che cosa manca',
    cta: 'Completi i dati',
    due: (date: string) =>
      `La preghiamo di rispondere entro ${date}. Dopo quella data si prosegue con le informazioni disponibili.`,
  },

  review: {
    subject: {
      first: (customer: string) => `Una decisione per Lei: ${customer}`,
      reminder: (customer: string) => `Promemoria, attendiamo la Sua decisione: ${customer}`,
      escalation: (customer: string) => `Decisione in sospeso: ${customer}`,
    },
    title: (customer: string) => `${customer}: come procediamo?`,
    intro: {
      first: 'il prossimo passo per questo cliente spetta a Lei. Ecco perché:',
      reminder: 'attendiamo ancora la Sua decisione per questo cliente. Ecco perché:',
      escalation: 'la decisione per questo cliente è rimasta senza risposta e passa ora a Lei. Ecco perché:',
    },
    introEscalatedFrom: (name: string) =>
      `la decisione per questo cliente era stata chiesta a ${name}, senza risposta nei tempi previsti. Passa ora a Lei. Ecco perché:`,
    evidence: 'I fatti',
    decisions: 'Le possibilità',
    defaultTag: 'in assenza di risposta',
    cta: 'Veda e decida',
    due: (date: string, decision: string) => `Senza una Sua decisione entro ${date} si applicherà: «${decision}».`,
    personal: 'Il collegamento è personale: La preghiamo di non inoltrare questo messaggio.',
  },

  reviewClosed: {
    subject: (customer: string) => `Decisione applicata in automatico: ${customer}`,
    title: (customer: string) => `${customer}: si procede così`,
    intro: 'non avendo ricevuto una risposta nei tempi previsti, abbiamo applicato la scelta indicata nella richiesta.',
    decision: 'Scelta applicata',
  },

  digest: {
    subject: (count: number, day: string) =>
      count === 1 ? `La Sua azione di ${day}` : `Le Sue ${count} azioni di ${day}`,
    title: (count: number) => (count === 1 ? 'Un’azione per oggi' : `${count} azioni per oggi`),
    intro: 'ecco il programma della Sua giornata, con il motivo di ogni passo.',
    preheader: (customers: string) => `Si comincia da: ${customers}`,
    overdue: 'In ritardo',
  },

  meeting: {
    subject: (customer: string, when: string) => `Incontro con ${customer}, ${when}`,
    subjectUpdated: (customer: string, when: string) => `Aggiornato: incontro con ${customer}, ${when}`,
    subjectCancelled: (customer: string, when: string) => `Annullato: incontro con ${customer}, ${when}`,
    title: (customer: string) => `Incontro con ${customer}`,
    titleCancelled: (customer: string) => `Incontro con ${customer} annullato`,
    intro: 'l’incontro è in programma: con l’invito allegato può aggiungerlo al calendario.',
    introUpdated: 'l’incontro è stato modificato: l’invito allegato aggiorna il calendario.',
    introCancelled: 'l’incontro è stato annullato: l’allegato lo toglie dal calendario.',
    when: 'Quando',
    customer: 'Cliente',
    purpose: 'Scopo',
  },

  proposition: {
    needs: 'Le esigenze che abbiamo colto',
    benefits: (company: string | undefined) =>
      company ? `Che cosa cambierebbe per ${company}` : 'Che cosa cambierebbe',
    personal: 'E per Lei',
    note: (sender: string) => `Riceve questo messaggio perché ha acconsentito alle comunicazioni di ${sender}.`,
  },

  survey: {
    subject: (sender: string) => `Una domanda da ${sender}`,
    intro: 'la Sua opinione ci aiuta a lavorare meglio con Lei. Basta scegliere un numero.',
    scale: 'Da 0, per niente, a 10, moltissimo',
    score: (value: number) => `Voto ${value} su 10`,
    effort: 'Nella pagina che si apre potrà confermare il voto e, se lo desidera, aggiungere un commento.',
    cta: 'Risponda qui',
    note: (sender: string) => `Riceve questo messaggio nell’ambito del Suo rapporto con ${sender}.`,
  },

  welcome: {
    subject: (sender: string) => `${sender}: abbiamo ricevuto la Sua richiesta`,
    title: 'Grazie per averci scritto',
    intro: (source: string) => `abbiamo ricevuto la richiesta che ci ha inviato da «${source}».`,
    next: 'La prenderemo in carico e La ricontatteremo. Se vuole aggiungere qualcosa, può rispondere a questo messaggio.',
    note: (sender: string) => `Riceve questo messaggio in risposta alla richiesta che ha inviato a ${sender}.`,
  },
};
