import { describe, expect, test } from 'vitest';
import { portfolioReport } from '#contracts/http/reports.ts';
import { CustomerEvent } from '#domain/events.ts';
import { Stage } from '#domain/relationship.ts';
import { en } from '#local/cli/report/words-en.ts';
import { it } from '#local/cli/report/words-it.ts';
import { languageOf } from '#local/cli/terminal.ts';
import * as reasonsEn from '#shared/locale/en/reasons.ts';
import * as reasonsIt from '#shared/locale/it/reasons.ts';
import { dictionary } from '#shared/locale/locale.ts';
import { fakePercorso } from './fake-percorso.ts';
import { recordedTerminal } from './terminal.ts';

const portfolio = {
  at: '2026-11-22T10:00:00.000Z',
  period: { from: null, until: null },
  customers: { active: 8, dismissed: 1, withoutNextAction: 0 },
  portfolio: { platinum: { account: 2, partner: 3 }, iron: { prospect: 1, buyer: 2 } },
  stages: { delivery: 7, review: 1, dismissed: 1 },
  cycles: { 10: 1, 2: 7 },
  nextActions: {
    overdue: 1,
    byPurpose: { 'promote-need': 2, 'send samples': 5, 'gather-feedback': 1 },
    byOwner: { 'u-1': 4, system: 3, gone: 1 },
  },
  done: { CycleStarted: 16, ActionCompleted: 40, ReviewRequested: 4, ReviewEscalated: 1, FeedbackOpened: 3 },
  sent: { survey: 9, digest: 30, 'review/reminder': 2, 'review/new-kind': 1 },
  decisions: { 'approve/decided': 2, 'approve/default': 1, 'self-service/default': 1 },
};
const user = { name: 'Ada Riva', email: 'ada@crm.example', role: 'sales', managerId: null, region: null };
const answers = {
  '/reports/portfolio': portfolio,
  '/users': { items: [{ id: 'u-1', ...user, locale: 'it', timeZone: 'Europe/Rome', active: true }] },
};

/** No steps of the process, or what another section counts: decisions, e-mail, what comes next. */
const toldElsewhere: readonly CustomerEvent['type'][] = [
  'CustomerCaptured',
  'InteractionRecorded',
  'PersonAdded',
  'PersonChanged',
  'ConsentRecorded',
  'AddressSuppressed',
  'DetailsChanged',
  'OwnerAssigned',
  'SignalReceived',
  'SignalsTaken',
  'FirstCycleDated',
  'DataClosed',
  'ReviewDecided',
  'ActionPlanned',
  'MailQueued',
  'MailSent',
  'MailNotSent',
  'MailReported',
];

describe('crm report', () => {
  test('sets the portfolio by class and level, with totals', async () => {
    const { url } = await fakePercorso(answers);
    const { crm, out } = recordedTerminal();
    expect(await crm('report', '--lang', 'en', '--url', url)).toBe(0);
    expect(out()).toContain('8 active customers, 1 dismissed, 0 without a next action');
    expect(out()).toMatch(/^ +Prospect +Buyer +Account +Partner +total$/m);
    expect(out()).toMatch(/^ +Platinum +0 +0 +2 +3 +5$/m);
    expect(out()).toMatch(/^ +total +1 +2 +2 +3 +8$/m);
  });

  test('tells what was done, sent and decided, and what is next, the most first', async () => {
    const { url } = await fakePercorso(answers);
    const { crm, out } = recordedTerminal({}, { LANG: 'it_IT.UTF-8' });
    await crm('report', '--url', url);
    expect(out()).toMatch(/^ +Azioni concluse +40$/m);
    expect(out()).toMatch(
      /Azioni del giorno +30\n +Questionari +9\n.*solleciti +2\n +review\/new-kind +1\n +Inviate in tutto +42$/m,
    );
    expect(out()).toContain('è contato dall’inizio.');
    expect(out()).toMatch(/^ +Feedback aperti +3$/m);
    expect(out()).toMatch(/^ +Raccogliere il feedback +1$/m);
    expect(out()).toMatch(/^ +Passate al superiore +1$/m);
    expect(out()).toMatch(/^ +Approvare il piano +2 +1$/m);
    expect(out()).toMatch(
      /send samples +5\n +Proporre un bisogno +2\n +Raccogliere il feedback +1\n\n +1 sono scadute\./,
    );
    expect(out()).toMatch(/Ada Riva +4\n +il sistema +3\n +gone +1/);
    expect(out()).toMatch(/ciclo 2 +7\n +ciclo 10 +1/);
  });

  test('counts the days that are asked for, and says so', async () => {
    const asked = { ...portfolio, period: { from: '2026-11-01', until: null } };
    const { url } = await fakePercorso({ ...answers, '/reports/portfolio?from=2026-11-01': asked });
    const { crm, out } = recordedTerminal();
    expect(await crm('report', '--from', '2026-11-01', '--lang', 'en', '--url', url)).toBe(0);
    expect(out()).toContain('counted from 2026-11-01.');
  });

  test('gives programs the answer of the API as it is', async () => {
    const { url } = await fakePercorso(answers);
    const { crm, out } = recordedTerminal();
    await crm('report', '--json', '--url', url);
    expect(JSON.parse(out())).toEqual(portfolio);
    expect(portfolioReport.answer?.safeParse(portfolio).success).toBe(true);
  });

  test.each([
    [undefined, { LANG: 'it_IT.UTF-8' }, 'it'],
    [undefined, { LANG: 'it_IT', LC_ALL: 'C' }, 'en'],
    [undefined, {}, 'en'],
    ['it', { LANG: 'en_GB.UTF-8' }, 'it'],
  ] as const)('speaks by --lang %s, then by the environment %j: %s', (given, env, language) => {
    expect(languageOf(given, env)).toBe(language);
  });

  test.each([
    ['it', it, reasonsIt],
    ['en', en, reasonsEn],
  ] as const)('calls things in %s as the e-mails and pages do', (locale, words, reasons) => {
    const { class: classes, level, decision } = dictionary(locale).words;
    expect(words.class).toMatchObject(classes);
    expect(words.level).toEqual(level);
    expect(words.decision).toEqual(decision);
    expect(words.purpose).toEqual(reasons.purposes);
    expect(Object.keys(words.stage)).toEqual(Stage.options);
  });

  test.each([it, en])('has words for every event of the process ($title)', ({ event, review }) => {
    const kinds = CustomerEvent.options.map(({ shape }) => shape.type.value);
    const worded = [...Object.keys(event), ...Object.keys(review)];
    expect([...worded, ...toldElsewhere].sort()).toEqual([...kinds].sort());
  });
});

describe('The small commands', () => {
  test('list users with their managers, mail, and the time', async () => {
    const { url } = await fakePercorso({
      ...answers,
      '/local/mail': { items: [{ id: 'm', to: 'ada@crm.example', subject: 'Oggi', at: '2026-11-22T07:00:00Z' }] },
      '/local/clock': { now: '2026-11-22T10:00:00.000Z', speed: 60 },
    });
    const { crm, out } = recordedTerminal();
    await crm('users', '--url', url);
    await crm('mail', '--to', 'ada@crm.example', '--url', url);
    await crm('clock', '--url', url);
    expect(out()).toContain('Ada Riva  ada@crm.example  sales');
    expect(out()).toContain('2026-11-22 07:00  ada@crm.example  Oggi');
    expect(out()).toContain('2026-11-22T10:00:00.000Z (60 times as fast as real time)');
  });

  test('say who does not accept their token', async () => {
    const { url } = await fakePercorso(answers);
    const { crm, err } = recordedTerminal({}, { CRM_TOKEN: 'stale' });
    expect(await crm('users', '--url', url)).toBe(1);
    expect(err()).toContain('set CRM_DATA_DIR and PORT as the server has them');
  });

  test('move the clock once only, whatever happens', async () => {
    let moves = 0;
    const { url } = await fakePercorso({
      get '/local/clock'() {
        moves += 1;
        return { detail: 'The clock stopped.' };
      },
    });
    const { crm, err } = recordedTerminal();
    expect(await crm('clock', '--advance', 'P1D', '--url', url)).toBe(1);
    expect([moves, err()]).toEqual([1, 'The clock stopped.\n']);
    expect(await crm('clock', '--advance', 'P1D', '--speed', '9', '--url', url)).toBe(1);
  });
});
