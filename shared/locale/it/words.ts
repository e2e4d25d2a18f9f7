/** Terms of the process that mails and pages share. */
export const words = {
  channel: {
    call: 'Telefonata',
    meeting: 'Incontro',
    email: 'E-mail',
    letter: 'Lettera',
    visit: 'Visita',
    task: 'Attività',
  },
  missing: {
    email: 'Indirizzo e-mail',
    phone: 'Numero di telefono',
    'contact-person': 'Persona di riferimento',
    sector: 'Settore di attività',
    size: 'Dimensione dell’azienda',
    'decision-makers': 'Chi partecipa alla decisione d’acquisto',
    consent: 'Consensi al contatto',
  },
  reason: {
    dismissal: 'Si propone di chiudere con cortesia la relazione.',
    'class-change': 'La classe del cliente cambierebbe.',
    'plan-over-limit': 'Il piano di comunicazione supera il limite di spesa.',
    'first-plan-of-important-customer': 'È il primo piano per un cliente importante.',
  },
};
