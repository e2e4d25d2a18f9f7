import { marshall } from '@aws-sdk/util-dynamodb';
import { describe, expect, test } from 'vitest';
import { effectsOf } from '#domain/effects.ts';
import { MailId } from '#domain/ids.ts';
import { registry } from '#functions/registry.ts';
import { commitItem } from '#shared/store/customer-items.ts';
import { mailItem } from '#shared/store/mails.ts';
import { resources, templateOf } from '#test/infra/synth.ts';
import { inDelivery, owner } from '#test/shared/domain/customers.ts';
import { monday } from '#test/shared/domain/given.ts';

const template = templateOf();
const after = inDelivery();
const effects = effectsOf(undefined, after, []);
const quiet = { ...effects, outbox: {} };
const mailId = MailId.parse('mail-1');
const commit = commitItem({ before: undefined, after, events: [], effects }, monday);
const quietCommit = commitItem({ before: undefined, after, events: [], effects: quiet }, monday);
const mail = mailItem({ kind: 'digest', mailId, lane: 'transactional', userId: owner, date: '2026-03-02' }, monday);
const { queuedMail: _, ...sentMail } = mail;

/** Lambda's event filtering, as far as the filters here use it: `exists` holds for leaves only. */
function passes(pattern: unknown, value: unknown): boolean {
  if (Array.isArray(pattern)) return value !== undefined && typeof value !== 'object';
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(pattern as object).every(([key, inner]) =>
    passes(inner, (value as Record<string, unknown>)[key]),
  );
}

/** The functions that Lambda would call for an item as the store has written it. */
function called(item: object): string[] {
  const record = { dynamodb: { NewImage: marshall(item, { removeUndefinedValues: true }) } };
  return resources(template, 'AWS::Lambda::EventSourceMapping')
    .filter(({ properties }) => {
      const { Filters } = properties.FilterCriteria as { Filters: { Pattern: string }[] };
      return Filters.some(({ Pattern }) => passes(JSON.parse(Pattern), record));
    })
    .flatMap(({ properties }) => {
      const target = JSON.stringify(properties.FunctionName);
      return registry.filter(({ name }) => target.includes(`Functions${name.replaceAll('-', '')}Function`));
    })
    .map(({ name }) => name);
}

describe('what the store writes', () => {
  test('reaches the relay when something has to follow', () => {
    expect(Object.keys(effects.outbox).length).toBeGreaterThan(0);
    expect(called(commit)).toEqual(['relay-outbox']);
  });

  test('reaches the sender while a mail waits to be sent', () => {
    expect(called(mail)).toEqual(['send-mail']);
  });

  test('reaches nobody when it is done', () => {
    expect(called(quietCommit)).toEqual([]);
    expect(called(sentMail)).toEqual([]);
  });
});
