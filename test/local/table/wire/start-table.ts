import { onTestFinished } from 'vitest';
import { listenTable } from '#local/table/serve/listen-table.ts';
import type { TableContext } from '#local/table/table-context.ts';
import type { Responder } from '#local/table/wire/message.ts';
import { createResponder, type Operations, type ResponderOptions } from '#local/table/wire/responder.ts';

export type Answer = { readonly status: number; readonly body: unknown; readonly headers: Headers };

export const signed = {
  'content-type': 'application/x-amz-json-1.0',
  'x-amz-date': '20261122T080000Z',
  authorization:
    'AWS4-HMAC-SHA256 Credential=local/20261122/eu-west-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
};

/** These operations without a store. */
export function responderOf(operations: Operations, options: Partial<ResponderOptions> = {}): Responder {
  const context = { now: () => 0, region: 'eu-west-1', account: '000000000000' } as TableContext;
  return createResponder({ context, operations, ...options });
}

/** These operations behind a port until the test is over. */
export async function startTable(operations: Operations, options: Partial<ResponderOptions> = {}) {
  const { url: address, close } = await listenTable(responderOf(operations, options), 0);
  onTestFinished(close);

  async function send(init: RequestInit, path = '/'): Promise<Answer> {
    const answer = await fetch(address + path, init);
    const text = await answer.text();
    return { status: answer.status, body: parsed(text), headers: answer.headers };
  }

  return {
    address,
    send,
    call: (operation: string, input: unknown, headers: Record<string, string> = {}) =>
      send({
        method: 'POST',
        headers: { ...signed, 'x-amz-target': `DynamoDB_20120810.${operation}`, ...headers },
        body: typeof input === 'string' ? input : JSON.stringify(input),
      }),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
