import fc from 'fast-check';
import type { Capture, Contact } from '#domain/commands/capture.ts';
import type { Draft } from '#domain/commands/keep-path.ts';
import type { Customer } from '#domain/customer.ts';
import type { Command } from '#domain/decide.ts';
import { ActionId, LinkId, MailId, PersonId, UserId } from '#domain/ids.ts';
import { nextAction, systemDueAt } from '#domain/next-action.ts';
import { Channel } from '#domain/relationship.ts';
import { addDuration } from '#domain/time.ts';
import { details, owner } from './customers.ts';
import { forward } from './forward.ts';

/** Something that happens to a customer: after a while, under some policy. */
export type Move = {
  readonly wait: (customer: Customer | undefined, now: string) => string;
  readonly policy: number;
  readonly command: (customer: Customer | undefined, now: string) => Command | Capture;
};

const places = [
  { timeZone: 'Europe/Rome', country: 'IT' },
  { timeZone: 'America/New_York', country: 'US' },
  { timeZone: 'Pacific/Kiritimati', country: 'KI' },
  { timeZone: 'America/Santiago', country: 'CL' },
];
const name = fc.constantFrom('Anna Rossi', 'Bruno Bianchi', 'Carla Verdi', '-');
const email = fc.constantFrom('anna@acme.example', 'bruno@acme.example', 'c@acme.example');
const consent = fc.record({
  purpose: fc.constantFrom('marketing', 'profiling'),
  granted: fc.boolean(),
  text: fc.constant('I agree.'),
});
type Someone = { name: string; email?: string; phone?: string; dmuRole?: 'decider' | 'user' };
const person: fc.Arbitrary<Someone> = fc.record(
  {
    name,
    email,
    phone: fc.constantFrom('+390212345678', '+390287654321'),
    dmuRole: fc.constantFrom('decider', 'user'),
  },
  { requiredKeys: ['name'] },
);
const contact: fc.Arbitrary<Contact> = fc
  .record({ person, consents: fc.array(consent, { maxLength: 2 }), someone: fc.boolean() })
  .map(({ person: who, consents, someone }) => ({
    consents,
    origin: 'form',
    summary: 'Hello',
    ...(someone && { person: who }),
  }));

export const anyCapture: fc.Arbitrary<Capture> = fc
  .record({
    place: fc.constantFrom(...places),
    contact,
    owned: fc.boolean(),
    kind: fc.constantFrom('company', 'person'),
    later: fc.boolean(),
  })
  .map(({ place, contact: first, owned, kind, later }) => ({
    type: 'capture',
    details: { ...details, ...place, kind },
    contact: first,
    ...(later && { startAfter: 'PT10M' }),
    ...(owned && { ownerId: owner }),
  }));

const pick = <T>(all: readonly T[], index: number): T | undefined => all[index % Math.max(1, all.length)];
const personOf = (customer: Customer | undefined, index: number) =>
  pick(customer?.people ?? [], index)?.id ?? PersonId.parse('p9');
const actionOf = (customer: Customer | undefined, index: number) =>
  pick(customer?.actions ?? [], index)?.id ?? ActionId.parse('process');

const draft = fc
  .record({ channel: fc.constantFrom(...Channel.options), days: fc.integer({ min: -1, max: 800 }), who: fc.nat(3) })
  .map(
    ({ channel, days, who }) =>
      (customer: Customer | undefined, now: string): Draft => ({
        dueAt: addDuration(now, `P${Math.abs(days)}D`, days < 0 ? -1 : 1),
        channel,
        purpose: 'By hand',
        ...(who > 0 && { personId: personOf(customer, who) }),
      }),
  );

type Making = Move['command'];
const link = (text: string | undefined) => LinkId.parse(text ?? 'wrong');
const stand = { fallbackOwnerId: owner };
const n = fc.nat(7);

const path = fc.record({ draft, index: n, next: fc.boolean(), kind: n }).map(
  ({ draft: make, index, next, kind }): Making =>
    (customer, now) => {
      const about = { actionId: actionOf(customer, index), note: 'n', ...stand };
      const made = make(customer, now);
      const following = next ? { next: made } : {};
      const commands: Command[] = [
        { type: 'add-action', draft: made, ...stand },
        {
          type: 'complete-action',
          outcome: pick(['done', 'bought', 'no-answer'], index) ?? 'done',
          ...about,
          ...following,
        },
        { type: 'move-action', ...about, dueAt: made.dueAt },
        { type: 'replace-action', ...about, draft: made },
        { type: 'fail-action', ...about, ...following },
      ];
      return commands[kind % commands.length] as Command;
    },
);

const said = fc
  .record({ contact, person, index: n, granted: fc.boolean(), kind: n, score: fc.integer({ min: -1, max: 11 }) })
  .map(
    ({ contact: what, person: who, index, granted, kind, score }): Making =>
      (customer) => {
        const personId = personOf(customer, index);
        const commands: Command[] = [
          { type: 'record-contact', contact: what },
          { type: 'record-consent', personId, purpose: 'marketing', granted, text: 't', source: 's' },
          { type: 'click', personId, detail: 'offer' },
          { type: 'answer-survey', linkId: link(customer?.survey?.linkId), personId, score },
          { type: 'record-interaction', channel: 'call', direction: granted ? 'in' : 'out', summary: 's', personId },
          { type: 'complete-data', linkId: link(customer?.dataRequest?.linkId), person: who },
        ];
        return commands[kind % commands.length] as Command;
      },
  );

const kept = fc
  .record({
    person,
    index: n,
    kind: n,
    minor: fc.nat(9_000_000),
    what: fc.constantFrom(
      { what: 'bounced' } as const,
      { what: 'complained' } as const,
      { what: 'sent' } as const,
      { what: 'not-sent', why: { cause: 'overtaken' } } as const,
    ),
  })
  .map(
    ({ person: who, index, kind, minor, what }): Making =>
      (customer, now) => {
        const opportunity = {
          id: `o${index}`,
          product: `product-${index}`,
          stage: 'won',
          amountMinor: minor,
          closedAt: now,
        };
        const commands: Command[] = [
          { type: 'add-person', person: who },
          { type: 'change-details', changes: { employees: minor } },
          { type: 'assign-owner', ownerId: UserId.parse(`u${index}`) },
          { type: 'record-opportunities', items: [{ opportunity: { ...opportunity, stage: 'won' } }] },
          { type: 'report-mail', mailId: MailId.parse('m'), personId: personOf(customer, index), ...what },
          { type: 'dismiss', note: 'n' },
          { type: 'reactivate', note: 'n' },
        ];
        return commands[kind % commands.length] as Command;
      },
  );

const wait = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Move['wait']>((_, now) => now) },
  {
    weight: 4,
    arbitrary: fc.constant<Move['wait']>((customer, now) => latest(customer && systemDueAt(customer), now)),
  },
  {
    weight: 1,
    arbitrary: fc.constant<Move['wait']>((customer, now) => latest(customer && nextAction(customer)?.dueAt, now)),
  },
  {
    weight: 2,
    arbitrary: fc.nat(40 * 24 * 60).map(
      (minutes): Move['wait'] =>
        (_, now) =>
          addDuration(now, `PT${minutes}M`),
    ),
  },
);

function latest(at: string | undefined, now: string): string {
  return at && at > now ? at : now;
}

const process = fc.nat(40).map(
  (wrong): Making =>
    (customer, now) =>
      forward(customer, now, wrong),
);

export const anyMove: fc.Arbitrary<Move> = fc.record({
  wait,
  policy: fc.nat(3),
  command: fc.oneof({ weight: 8, arbitrary: process }, { weight: 2, arbitrary: path }, said, kept),
});
