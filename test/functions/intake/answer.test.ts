import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import type { SourceId } from '#domain/ids.ts';
import { answerTaken } from '#functions/intake/answer.ts';
import type { Source } from '#shared/ports.ts';

const thankYouUrl = 'https://www.acme.example/grazie';
const source = (provider: string, more: Partial<Source> = { thankYouUrl }): Source => ({
  id: 's1' as SourceId,
  name: 'Site',
  provider,
  secret: 'k3y',
  active: true,
  createdAt: '2026-11-22T08:00:00.000Z',
  version: 1,
  ...more,
});
const asking = (accept?: string) => ({ headers: accept ? { accept } : {} }) as APIGatewayProxyEventV2;
const browser = asking('text/html,application/xhtml+xml,*/*;q=0.8');

describe('the answer to a form that was taken', () => {
  test.each(['html', 'contact-form-7', 'gravity-forms', 'json'])(
    'a browser that posts to a source of %s goes on to the thank-you page',
    (provider) => {
      expect(answerTaken(browser, source(provider), [])).toMatchObject({
        statusCode: 303,
        headers: { location: thankYouUrl },
      });
    },
  );

  test.each([undefined, '*/*', 'application/json'])('a server that accepts %s reads JSON', (accept) => {
    expect(answerTaken(asking(accept), source('wpforms'), [])).toMatchObject({
      statusCode: 200,
      body: '{"result":"accepted","count":0}',
    });
  });

  test('without a thank-you page a browser reads a word of thanks', () => {
    expect(answerTaken(browser, source('html', { locale: 'en' }), [])).toMatchObject({
      statusCode: 200,
      body: 'Thank you.',
    });
  });
});
