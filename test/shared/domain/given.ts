import { expect } from 'vitest';
import type { Capture } from '#domain/commands/capture.ts';
import { Customer } from '#domain/customer.ts';
import { type Command, decide } from '#domain/decide.ts';
import { defaultPolicy } from '#domain/default-policy.ts';
import { type Actor, CustomerEvent, process } from '#domain/events.ts';
import { commit } from '#domain/evolve.ts';
import { CustomerId, type UserId } from '#domain/ids.ts';
import type { VersionedPolicy } from '#domain/policy.ts';
import { isRefusal } from '#domain/refusal.ts';

export const id = CustomerId.parse('acme');

/** A Monday, ten in the morning in Rome. */
export const monday = '2026-03-02T09:00:00.000Z';

/** The policy that is shipped, under a number that no code can know by heart. */
export const policy: VersionedPolicy = { ...defaultPolicy, version: 7 };

export type Situation = {
  readonly now?: string;
  readonly by?: Actor;
  readonly policy?: VersionedPolicy;
  readonly fallbackOwnerId?: UserId;
};

type Expected = { readonly type: CustomerEvent['type']; readonly [field: string]: unknown };

/** What is known; then a command; then the events it leads to, or the refusal. */
export function given(before: Customer | undefined, situation: Situation = {}) {
  const context = { policy, now: monday, by: process, ...situation };
  return {
    when(command: Command | Capture) {
      const decision = decide(before, command, context, id);
      const events = isRefusal(decision) ? [] : decision.map((event) => CustomerEvent.parse(event));
      const after = events.length > 0 ? commit(before, events, id) : before;
      if (after) Customer.parse(after);
      return {
        events,
        after,
        refusal: isRefusal(decision) ? decision : undefined,
        /** These events, in this order and no others; of each at least what is written here. */
        thenEvents(...expected: readonly Expected[]) {
          expect(isRefusal(decision) ? decision : events.map(({ type }) => type)).toEqual(
            expected.map(({ type }) => type),
          );
          expect(events).toMatchObject(expected);
        },
        thenNothing() {
          expect(decision).toEqual([]);
        },
        thenRefused(code: string) {
          expect(decision).toMatchObject({ refused: true, code, message: expect.stringMatching(/^.{20,}[.]$/) });
        },
      };
    },
  };
}

/** The state after a command that is accepted. */
export function having(before: Customer | undefined, command: Command | Capture, situation: Situation = {}): Customer {
  const { after: state, refusal } = given(before, situation).when(command);
  if (refusal || !state) throw new Error(`${command.type} was refused: ${refusal?.message}`);
  return state;
}

/** The only event of that type. */
export function the<Type extends CustomerEvent['type']>(events: readonly CustomerEvent[], type: Type) {
  const found = events.filter((event): event is Extract<CustomerEvent, { type: Type }> => event.type === type);
  const [only] = found;
  if (!only || found.length > 1) throw new Error(`There are ${found.length} events ${type}, not one.`);
  return only;
}
