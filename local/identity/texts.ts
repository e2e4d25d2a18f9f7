import { preferredLanguage } from '#local/mailbox/language.ts';

/** The words of the sign-in pages. */
const english = {
  language: 'en',
  signIn: 'Sign in',
  who: 'Who are you?',
  whoHint: 'Enter or choose the e-mail address of a user of this installation.',
  email: 'E-mail address',
  unknown: 'There is no user with this address.',
  locked: 'This browser is not signed in on this machine',
  lockedHint:
    'Open the sign-in link that was printed at the start, or print a new one with “npm run crm -- sign-in”. You can also paste it here.',
  code: 'Sign-in link or code',
  confirm: 'Let this browser sign in',
  confirmHint: 'The link is good once. Go on only if you opened it yourself.',
  spent: 'This sign-in link was used already, is too old or is not complete.',
  signedOut: 'You are signed out',
  signedOutHint: 'To sign in again, use a new sign-in link.',
  wrong: 'This sign-in request is not right',
  wrongHint: 'Start again from the application.',
};
export type Texts = typeof english;

const italian: Texts = {
  language: 'it',
  signIn: 'Accedi',
  who: 'Chi sei?',
  whoHint: 'Scrivi o scegli l’indirizzo e-mail di un utente di questa installazione.',
  email: 'Indirizzo e-mail',
  unknown: 'Nessun utente ha questo indirizzo.',
  locked: 'Questo browser non ha ancora accesso a questa macchina',
  lockedHint:
    'Apri il collegamento di accesso stampato all’avvio, o stampane uno nuovo con “npm run crm -- sign-in”. Puoi anche incollarlo qui.',
  code: 'Collegamento o codice di accesso',
  confirm: 'Consenti l’accesso a questo browser',
  confirmHint: 'Il collegamento vale una volta sola. Prosegui solo se l’hai aperto tu.',
  spent: 'Questo collegamento di accesso è già stato usato, è scaduto o non è completo.',
  signedOut: 'Hai chiuso la sessione',
  signedOutHint: 'Per accedere di nuovo serve un nuovo collegamento di accesso.',
  wrong: 'Questa richiesta di accesso non è corretta',
  wrongHint: 'Ricomincia dall’applicazione.',
};

export const textsFor = (acceptLanguage: string | undefined): Texts =>
  preferredLanguage(acceptLanguage) === 'it' ? italian : english;
