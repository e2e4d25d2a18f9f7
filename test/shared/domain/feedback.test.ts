import { describe, expect, test } from 'vitest';
import { nextOf } from '#domain/commands/act.ts';
import { nextAction, systemDueAt } from '#domain/next-action.ts';
import { addDuration } from '#domain/time.ts';
import { anna, inDelivery, inFeedback, link, owner, steps } from './customers.ts';
import { given, having, monday, the } from './given.ts';

const planned = inDelivery();
const surveyAt = planned.actions.at(-1)?.dueAt ?? monday;
const asked = inFeedback(planned);
const endsAt = planned.cycle?.endsAt ?? monday;
const eightDaysBefore = addDuration(endsAt, 'P8D', -1);

describe('feedback', () => {
  test('begins when the customer is asked how it went, and shows on card and timeline', () => {
    const due = { ...planned, actions: planned.actions.filter(({ channel }) => channel === 'survey') };
    const { events, after } = given(due, { now: surveyAt }).when(steps.act());
    expect(events).toMatchObject([
      { type: 'FeedbackOpened', until: endsAt },
      { type: 'MailQueued', message: { template: 'survey' } },
      { type: 'ActionCompleted' },
    ]);
    expect(after).toMatchObject({ stage: 'feedback', survey: { personId: anna } });
  });

  test('begins not a moment before', () => {
    const quiet = { ...planned, actions: [] };
    expect(systemDueAt(quiet)).toBe(surveyAt);
    given(quiet, { now: addDuration(surveyAt, 'PT1S', -1) })
      .when(steps.act())
      .thenNothing();
  });

  test('begins on the same day where somebody asks by telephone, or nobody can be asked', () => {
    const [person] = planned.people;
    const byPhone = inDelivery({ people: [{ ...person, email: undefined, id: anna, name: 'Anna', consents: {} }] });
    expect(byPhone.actions.at(-1)).toMatchObject({ channel: 'call', purpose: 'ask-satisfaction' });
    const nobody = inDelivery({ people: [] });
    expect([systemDueAt(byPhone), systemDueAt(nobody)]).toEqual([byPhone.actions.at(-1)?.dueAt, eightDaysBefore]);
    for (const customer of [byPhone, nobody]) {
      expect(having(customer, steps.act(), { now: systemDueAt(customer) ?? monday }).stage).toBe('feedback');
    }
  });

  test('goes on until the end of the cycle, and what falls due meanwhile is done', () => {
    expect(nextOf(asked, 1, addDuration(endsAt, 'PT1S', -1))).toBe('more');
    expect(nextOf(asked, 1, endsAt)).toBe('close');
    const draft = { dueAt: '2026-05-20T09:00:00.000Z', channel: 'email', purpose: 'News', personId: anna } as const;
    const promised = having(asked, { type: 'add-action', draft, fallbackOwnerId: owner }, { now: surveyAt });
    const taken = having(promised, steps.act(), { now: surveyAt });
    expect(the(given(taken, { now: draft.dueAt }).when(steps.act()).events, 'MailQueued')).toMatchObject({
      message: { template: 'proposition' },
    });
  });

  test('hears the answer, and a person repairs what was not good', () => {
    const survey = having({ ...planned, actions: planned.actions.slice(-1) }, steps.act(), { now: surveyAt });
    const answer = { type: 'answer-survey', linkId: link('mail'), personId: anna, score: 3 } as const;
    const answered = having(survey, answer, { now: surveyAt });
    expect(answered.mailbox).toMatchObject([{ kind: 'complaint' }]);
    const { after } = given(answered, { now: surveyAt }).when(steps.act());
    expect(after).toMatchObject({ stage: 'feedback', mailbox: [], satisfaction: { score: 3 } });
    expect(after?.actions).toMatchObject([{ purpose: 'repair-relationship' }]);
  });

  test('is read at the end, and then the cycle learns', () => {
    expect(nextAction({ ...asked, actions: [] })).toMatchObject({ purpose: 'gather-feedback', dueAt: endsAt });
    given(asked, { now: endsAt }).when(steps.learn()).thenRefused('customer.too-early');
    expect(having(asked, steps.feedback(), { now: endsAt }).stage).toBe('learning');
  });

  test('is passed by where a cycle ends before anybody could be asked', () => {
    const short = { ...planned, cycle: { ...planned.cycle, endsAt: '2026-03-03T09:00:00.000Z' } } as typeof planned;
    expect(systemDueAt({ ...short, actions: [] })).toBe('2026-03-03T09:00:00.000Z');
    expect(having(short, steps.feedback(), { now: '2026-03-03T09:00:00.000Z' }).stage).toBe('learning');
  });
});
