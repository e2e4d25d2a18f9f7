import { describe, expect, test } from 'vitest';
import type { Person } from '#domain/customer.ts';
import type { Command } from '#domain/decide.ts';
import type { Missing } from '#domain/policy.ts';
import { missingData } from '#domain/stages/acquisition.ts';
import { anna, consented, link, newcomer, owner, steps, stranger } from './customers.ts';
import { given, having, monday, policy, the } from './given.ts';

const requested = having(stranger(), steps.acquire());
const wants = (...required: Missing[]) => ({ ...policy, data: { ...policy.data, required } });
const [person] = newcomer().people;

describe('acquisition', () => {
  test('goes on at once where nothing is missing', () => {
    given(newcomer()).when(steps.acquire()).thenEvents({ type: 'DataClosed', how: 'complete', missing: [] });
    expect(having(newcomer(), steps.acquire()).stage).toBe('profiling');
  });

  test('asks the owner by mail for what the policy wants and the card does not have', () => {
    given(stranger())
      .when(steps.acquire())
      .thenEvents(
        {
          type: 'DataRequested',
          request: { missing: ['contact-person', 'email'], recipientId: owner, dueAt: '2026-03-05T09:00:00.000Z' },
        },
        {
          type: 'MailQueued',
          message: {
            template: 'data-request',
            lane: 'transactional',
            to: { kind: 'user', id: owner },
            variant: 'first',
          },
        },
      );
    expect(requested.stage).toBe('acquisition');
  });

  test('reminds once', () => {
    const now = '2026-03-05T09:00:00.000Z';
    const remind: Command = { type: 'remind-data', cycle: 1 };
    given(requested, { now })
      .when(remind)
      .thenEvents(
        { type: 'DataReminded', dueAt: '2026-03-09T09:00:00.000Z' },
        { type: 'MailQueued', message: { variant: 'reminder', linkId: link('data') } },
      );
    given(having(requested, remind, { now }), { now })
      .when(remind)
      .thenNothing();
  });

  test('goes on with what there is when nobody answers', () => {
    given(requested)
      .when(steps.profile())
      .thenEvents(
        { type: 'DataClosed', how: 'went-on', missing: ['contact-person', 'email'] },
        { type: 'CustomerProfiled', profile: { missing: ['contact-person', 'email'] } },
      );
  });

  test.each([
    ['phone', newcomer({ people: [] }), newcomer()],
    ['contact-person', newcomer({ people: [] }), newcomer()],
    ['consent', stranger(), newcomer()],
    ['sector', stranger(), newcomer()],
    ['size', stranger(), newcomer()],
    ['decision-makers', newcomer(), newcomer({ people: [{ ...person, dmuRole: 'decider' } as Person] })],
  ] as const)('%s is missing or known', (item, without, withIt) => {
    expect(missingData(without, wants(item))).toEqual([item]);
    expect(missingData(withIt, wants(item))).toEqual([]);
  });

  test('of a private person no sector, size or decision maker is wanted', () => {
    const { sector: _, employees: __, ...rest } = newcomer({ kind: 'person' });
    expect(missingData(rest, wants('sector', 'size', 'decision-makers'))).toEqual([]);
  });

  test('an address that bounced is as good as missing', () => {
    const people = newcomer().people.map((one) => ({ ...one, suppressed: 'bounce' as const }));
    expect(missingData(newcomer({ people }), policy)).toEqual(['email']);
  });
});

describe('the answer to a data request', () => {
  const answer = { type: 'complete-data', linkId: link('data') } as const;

  test('adds the person with the consent as it was given, and closes the request', () => {
    given(requested)
      .when({
        ...answer,
        person: { name: 'Carla Verdi', email: 'carla@acme.example' },
        sector: 'logistics',
        employees: 12,
        consentText: 'On the phone on Monday.',
      })
      .thenEvents(
        { type: 'DetailsChanged', changes: { sector: 'logistics', employees: 12 } },
        { type: 'PersonAdded', person: { id: 'p1', name: 'Carla Verdi' } },
        { type: 'ConsentRecorded', personId: 'p1', consent: { granted: true, text: 'On the phone on Monday.' } },
        { type: 'DataClosed', how: 'complete', missing: [] },
      );
  });

  test('puts new addresses of a person first and keeps those that it had', () => {
    const bounced = { ...person, email: 'old@acme.example', phone: '+390212345678', suppressed: 'bounce' } as Person;
    const asked = having(newcomer({ people: [bounced] }), steps.acquire());
    const said = { name: bounced.name, email: 'new@acme.example', phone: '+39 02 1234 5678' };
    given(asked)
      .when({ ...answer, person: said })
      .thenEvents(
        { type: 'PersonChanged', changes: { email: 'new@acme.example', otherEmails: ['old@acme.example'] } },
        { type: 'DataClosed', how: 'complete', missing: [] },
      );
  });

  test('of a person who is known adds the address and the consent to that person', () => {
    const { email: _, ...unreachable } = { ...person, consents: {} };
    const asked = having(newcomer({ people: [unreachable as Person] }), steps.acquire());
    given(asked)
      .when({
        ...answer,
        person: { name: 'anna rossi', email: 'anna@acme.example' },
        consentText: consented.text,
      })
      .thenEvents(
        { type: 'PersonChanged', personId: anna, changes: { email: 'anna@acme.example' } },
        { type: 'ConsentRecorded', personId: anna, purpose: 'marketing', consent: { granted: true, at: monday } },
        { type: 'DataClosed', how: 'complete', missing: [] },
      );
  });

  test('adds the deciders, and completes those who are known', () => {
    const { after } = given(requested).when({
      ...answer,
      person: { name: 'Carla Verdi', email: 'carla@acme.example' },
      deciders: [
        { name: 'Dino Neri', dmuRole: 'decider' },
        { name: 'CARLA VERDI', dmuRole: 'purchasing' },
      ],
    });
    expect(after?.people).toMatchObject([
      { id: 'p1', name: 'Carla Verdi', dmuRole: 'purchasing', consents: {} },
      { id: 'p2', name: 'Dino Neri', dmuRole: 'decider' },
    ]);
  });

  test('closes the request also where it leaves gaps: the owner said what there is to say', () => {
    const { events, after } = given(requested).when({ ...answer, sector: 'logistics' });
    expect(the(events, 'DataClosed')).toMatchObject({ how: 'answered', missing: ['contact-person', 'email'] });
    expect(after).toMatchObject({ stage: 'profiling', sector: 'logistics' });
    expect(after?.dataRequest).toBeUndefined();
  });

  test('comes too late when the process has gone on', () => {
    given(having(requested, steps.profile())).when(answer).thenRefused('data-request.closed');
  });

  test('of another request is refused', () => {
    given(requested)
      .when({ ...answer, linkId: link('old') })
      .thenRefused('data-request.closed');
  });
});
