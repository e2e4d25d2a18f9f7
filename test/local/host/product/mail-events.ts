import { note } from '#test/local/host/product/note.ts';

type MailEvent = { detail: { eventType: string; mail: { tags: Record<string, string[]> } } };

export const handler = async ({ detail }: MailEvent) => {
  const order = detail.mail.tags.order?.[0];
  if (order !== undefined) await note(order, `mail ${detail.eventType}`, 'mail-events');
};
