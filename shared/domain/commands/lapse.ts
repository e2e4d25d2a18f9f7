import type { Customer } from '#domain/customer.ts';
import type { CustomerEvent } from '#domain/events.ts';
import { reason } from '#domain/explanation.ts';
import { type Context, happened } from './context.ts';

/** What the cycle's plan still had open ends with it; what people planned stays. */
export function lapsed(customer: Customer, cycle: number, context: Context): CustomerEvent[] {
  const why = reason('action.lapsed-with-cycle', { cycle });
  return customer.actions
    .filter((action) => action.cycle !== undefined)
    .map((action) => happened(context, { type: 'ActionLapsed', actionId: action.id, why }));
}
