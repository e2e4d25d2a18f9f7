import type { LocalContext } from '#local/invoker/context.ts';
import { note } from '#test/local/host/product/note.ts';

export const handler = async ({ order }: { order: string }, context: LocalContext) => {
  await note(order, `packed ${context.clientContext.custom.now.slice(0, 10)}`, 'pack');
  return { order };
};
