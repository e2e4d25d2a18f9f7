import { createTransport } from 'nodemailer';
import type { Failure } from './events.ts';

type RelayResult = { delivered: string[]; refused: Failure[]; response: string };

/** Hands a message to an SMTP server. Resolves with what was accepted and refused for good; rejects where a later attempt may succeed. */
export type Relay = {
  send(message: { sender: string; recipients: readonly string[]; raw: Buffer }): Promise<RelayResult>;
  close(): void;
};

const field = (error: unknown, name: string): unknown =>
  typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;

const failure = (address: string, error: unknown): Failure => {
  const response = String(field(error, 'response') ?? (error instanceof Error ? error.message : error));
  const status = /\b5\.\d{1,3}\.\d{1,3}\b/.exec(response)?.[0] ?? '5.0.0';
  return { address, status, diagnostic: `smtp; ${response}` };
};

const permanent = (error: unknown): boolean => Number(field(error, 'responseCode')) >= 500;

/** `smtpUrl`: `smtp://user:password@host:587` or `smtps://…`; the connection is shared and kept. */
export const createRelay = (smtpUrl: string): Relay => {
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 60_000,
  });
  return {
    async send({ sender, recipients, raw }) {
      try {
        const info = await transport.sendMail({ envelope: { from: sender, to: [...recipients] }, raw });
        const refusals = info.rejectedErrors ?? [];
        const refused = info.rejected.map(String);
        return {
          delivered: recipients.filter((address) => !refused.includes(address)),
          refused: refused.map((address) =>
            failure(
              address,
              refusals.find((each) => field(each, 'recipient') === address),
            ),
          ),
          response: info.response,
        };
      } catch (error) {
        if (!permanent(error)) throw error;
        return { delivered: [], refused: recipients.map((address) => failure(address, error)), response: '' };
      }
    },
    close: () => transport.close(),
  };
};
