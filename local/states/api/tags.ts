import { z } from 'zod';
import { ApiError } from '#local/states/api-error.ts';
import type { Machine } from '#local/states/machine-store.ts';
import type { Service } from '#local/states/service.ts';
import { operation } from './operation.ts';

const resourceArn = z.string();

function tagged({ ledger }: Service, arn: string): Machine {
  const machine = ledger.machines.find(arn);
  if (machine === undefined) throw new ApiError('ResourceNotFound', `Resource not found: '${arn}'`);
  return machine;
}

const Tag = z.object({ resourceArn, tags: z.array(z.object({ key: z.string(), value: z.string() })) });

export const tagResource = operation(Tag, async (service, input) => {
  const machine = tagged(service, input.resourceArn);
  const added = Object.fromEntries(input.tags.map(({ key, value }) => [key, value]));
  service.ledger.machines.put({ ...machine, tags: { ...machine.tags, ...added } });
  await service.runner.durable();
  return {};
});

const Untag = z.object({ resourceArn, tagKeys: z.array(z.string()) });

export const untagResource = operation(Untag, async (service, input) => {
  const machine = tagged(service, input.resourceArn);
  const kept = Object.entries(machine.tags).filter(([key]) => !input.tagKeys.includes(key));
  service.ledger.machines.put({ ...machine, tags: Object.fromEntries(kept) });
  await service.runner.durable();
  return {};
});

export const listTagsForResource = operation(z.object({ resourceArn }), (service, input) => ({
  tags: Object.entries(tagged(service, input.resourceArn).tags).map(([key, value]) => ({ key, value })),
}));
