import { describe, expect, test } from 'vitest';
import type { Command } from '#domain/decide.ts';
import { MailId, PersonId } from '#domain/ids.ts';
import { anna, dismissed, inDelivery, link, steps } from './customers.ts';
import { given, having, monday, the } from './given.ts';

const planned = inDelivery();
const report = (what: string, changes: object = {}) =>
  ({ type: 'report-mail', mailId: MailId.parse('acme.1-8-1.1'), personId: anna, what, ...changes }) as Command;
const surveyAt = { now: planned.actions.at(-1)?.dueAt ?? monday };
const surveyed = having({ ...planned, actions: planned.actions.slice(-1) }, steps.act(), surveyAt);
const soon = { now: '2026-05-18T10:00:00.000Z' };

describe('what became of a mail', () => {
  test.each([
    ['sent', 'MailSent'],
    ['delivered', 'MailReported'],
    ['opened', 'MailReported'],
    ['clicked', 'MailReported'],
    ['rejected', 'MailReported'],
  ] as const)('%s is on the timeline and changes nothing else', (what, type) => {
    const { events, after } = given(planned).when(report(what));
    expect(events.map((event) => event.type)).toEqual([type]);
    expect({ ...after, version: planned.version }).toEqual(planned);
  });

  test.each([
    ['that the provider refused', { cause: 'refused', code: 'MessageRejected' }, 'mail.rejected'],
    ['that may have left', { cause: 'uncertain' }, 'mail.uncertain'],
    ['for which there was nothing left to say', { cause: 'overtaken' }, 'mail.overtaken'],
  ] as const)('one %s says so on the timeline and changes nothing else', (_, why, code) => {
    const { events, after } = given(planned).when(report('not-sent', { why }));
    const facts = why.cause === 'refused' ? { code: why.code } : {};
    expect(events).toMatchObject([{ type: 'MailNotSent', why: { code, facts } }]);
    expect({ ...after, version: planned.version }).toEqual(planned);
  });

  test.each([
    ['the address bounced', { suppressed: 'bounce' }, 'held.bounce'],
    ['the person complained', { suppressed: 'complaint' }, 'held.complaint'],
    ['the person unsubscribed', { suppressed: 'unsubscribed' }, 'held.unsubscribed'],
    ['the address is gone', { email: undefined }, 'held.no-address'],
  ] as const)('one that was queued when %s says that', (_, changes, code) => {
    const customer = { ...planned, people: planned.people.map((one) => ({ ...one, ...changes })) } as typeof planned;
    const { events } = given(customer).when(report('not-sent', { why: { cause: 'overtaken' } }));
    expect(the(events, 'MailNotSent').why.code).toBe(code);
  });

  test.each([
    ['bounced', 'bounce', 'find-address'],
    ['complained', 'complaint', 'repair-relationship'],
  ] as const)('%s closes the address and asks the owner to act', (what, reason, purpose) => {
    given(planned)
      .when(report(what))
      .thenEvents(
        { type: 'MailReported', what },
        { type: 'AddressSuppressed', personId: anna, reason },
        { type: 'SignalReceived', signal: { kind: reason, personId: anna } },
      );
    const answered = having(having(planned, report(what)), steps.act());
    expect(answered.people[0]?.suppressed).toBe(reason);
    expect(answered.actions.at(-1)).toMatchObject({ purpose, personId: anna });
  });

  test('reported twice closes the address once', () => {
    given(having(planned, report('bounced')))
      .when(report('bounced'))
      .thenEvents({ type: 'MailReported' });
  });

  test('a complaint outweighs a bounce, and a bounce never weakens a complaint', () => {
    const both = (...reports: string[]) =>
      reports.reduce((customer, what) => having(customer, report(what)), planned).people[0]?.suppressed;
    expect(both('bounced', 'complained')).toBe('complaint');
    expect(both('complained', 'bounced')).toBe('complaint');
  });

  test('to one of our own people says nothing about the customer’s', () => {
    given(planned)
      .when({ type: 'report-mail', mailId: MailId.parse('acme.review.1.first.6'), what: 'bounced' })
      .thenEvents({ type: 'MailReported', what: 'bounced' });
  });

  test('about somebody who is not on the card is refused', () => {
    given(planned)
      .when(report('bounced', { personId: PersonId.parse('p9') }))
      .thenRefused('person.unknown');
  });

  test('is written down of a dismissed customer as well', () => {
    const { events, after } = given(dismissed()).when(report('complained'));
    expect(the(events, 'AddressSuppressed').reason).toBe('complaint');
    expect(after?.mailbox).toEqual([]);
  });
});

describe('the survey', () => {
  const answer = (score: number, changes: object = {}) =>
    ({ type: 'answer-survey', linkId: link('mail'), personId: anna, score, ...changes }) as Command;

  test('is answered once; the score is the customer’s satisfaction and a reaction', () => {
    const { events, after } = given(surveyed, soon).when(answer(9, { comment: 'Good.' }));
    expect(the(events, 'SurveyAnswered')).toMatchObject({ score: 9, comment: 'Good.' });
    expect(after).toMatchObject({ satisfaction: { score: 9, at: soon.now }, cycle: { responses: 1 } });
    given(after).when(answer(9)).thenRefused('survey.closed');
  });

  test('with six or less is a complaint that a person answers, with seven it is not', () => {
    const purposes = (score: number) =>
      having(having(surveyed, answer(score), soon), steps.act(), soon).actions.map(({ purpose }) => purpose);
    expect(purposes(6)).toEqual(['repair-relationship']);
    expect(purposes(7)).toEqual([]);
  });

  test.each([-1, 11, 7.5])('can’t be answered with %d', (score) => {
    given(surveyed).when(answer(score)).thenRefused('survey.score');
  });

  test('of another link, or before it was sent, is closed', () => {
    given(surveyed)
      .when(answer(9, { linkId: link('other') }))
      .thenRefused('survey.closed');
    given(planned).when(answer(9)).thenRefused('survey.closed');
  });

  test('still counts when the answer comes in the next cycle, until a newer survey takes its place', () => {
    const end = { now: '2026-05-25T09:00:00.000Z' };
    const rested = having(having(surveyed, steps.feedback(), end), steps.learn(), end);
    const later = having(rested, { type: 'start-due-cycle' }, { now: '2026-05-31T09:00:00.000Z' });
    expect(having(later, answer(8), { now: '2026-06-02T09:00:00.000Z' }).satisfaction?.score).toBe(8);
  });

  test('whose mail bounced is asked by telephone', () => {
    const bounced = having(surveyed, report('bounced', { mailId: MailId.parse('acme.1-8-4.1') }), soon);
    expect(having(bounced, steps.act(), soon).actions).toMatchObject([
      { channel: 'call', purpose: 'ask-satisfaction' },
    ]);
  });
});
