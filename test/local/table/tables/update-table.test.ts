import { describe, expect, test } from 'vitest';
import { givenTable, noon } from './given-table.ts';
import { orders, provisioned, units } from './requests.ts';

const update = (more: object) => ({ TableName: 'orders', ...more });
const told = (more: object = {}) => ({ TableDescription: expect.objectContaining(more) });

async function givenOrders(input: object = orders()) {
  const table = await givenTable();
  await table.ask('CreateTable', input);
  return { ...table, describe: async () => (await table.ask('DescribeTable', { TableName: 'orders' })).Table };
}

describe('A table that is paid by the unit', () => {
  test('has its new capacity at once, although the old one is answered', async () => {
    const { ask, clock, describe: look } = await givenOrders(provisioned());
    clock.at += 1000;
    const answer = await ask('UpdateTable', update({ ProvisionedThroughput: units(7) }));
    const raised = { NumberOfDecreasesToday: 0, LastIncreaseDateTime: noon / 1000 + 1 };
    expect(answer).toEqual(told({ TableStatus: 'UPDATING', ProvisionedThroughput: { ...raised, ...units(5) } }));
    expect(await look()).toMatchObject({ TableStatus: 'ACTIVE', ProvisionedThroughput: { ...raised, ...units(7) } });
  });

  test('may be paid by the request from now on, and by the unit again', async () => {
    const { ask, clock, describe: look } = await givenOrders(provisioned());
    const answer = await ask('UpdateTable', update({ BillingMode: 'PAY_PER_REQUEST' }));
    const none = { NumberOfDecreasesToday: 0, ...units(0) };
    const mode = (name: string) => ({
      BillingModeSummary: { BillingMode: name },
      TableThroughputModeSummary: { TableThroughputMode: name },
    });
    const byRequest = { TableStatus: 'UPDATING', ...mode('PAY_PER_REQUEST') };
    expect(answer).toEqual(told({ ...byRequest, ProvisionedThroughput: none }));
    clock.at += 1000;
    const bySwitch = { BillingMode: 'PROVISIONED', ProvisionedThroughput: units(2) };
    expect(await ask('UpdateTable', update(bySwitch))).toEqual(
      told({ ...mode('PROVISIONED'), ProvisionedThroughput: { ...none, ...units(2) } }),
    );
    expect(await look()).toMatchObject({
      BillingModeSummary: { BillingMode: 'PROVISIONED', LastUpdateToPayPerRequestDateTime: noon / 1000 },
      WarmThroughput: { ReadUnitsPerSecond: 12_000, WriteUnitsPerSecond: 4_000, Status: 'ACTIVE' },
    });
  });

  test('may be given less four times a day, and then once an hour', async () => {
    const { ask, clock, refusal, describe: look } = await givenOrders(provisioned({ ProvisionedThroughput: units(9) }));
    for (const less of [8, 7, 6, 5]) await ask('UpdateTable', update({ ProvisionedThroughput: units(less) }));
    expect(await look()).toMatchObject({ ProvisionedThroughput: { NumberOfDecreasesToday: 4, ...units(5) } });
    clock.at += 3_599_999;
    expect(await refusal('UpdateTable', update({ ProvisionedThroughput: units(4) }))).toBe(
      'LimitExceededException: Subscriber limit exceeded: Provisioned throughput decreases are limited within a given UTC day. After the first 4 decreases, each subsequent decrease in the same UTC day can be performed at most once every 3600 seconds. Number of decreases today: 4. Last decrease at Sunday, November 22, 2026 at 12:00:00 PM Coordinated Universal Time. Next decrease can be made at Sunday, November 22, 2026 at 1:00:00 PM Coordinated Universal Time',
    );
    clock.at += 1;
    await ask('UpdateTable', update({ ProvisionedThroughput: units(4) }));
    clock.at += 24 * 3_600_000;
    expect(await look()).toMatchObject({ ProvisionedThroughput: { NumberOfDecreasesToday: 0 } });
  });

  test('stays as warm as it was', async () => {
    const { ask, describe: look } = await givenOrders(provisioned({ ProvisionedThroughput: units(9) }));
    await ask('UpdateTable', update({ ProvisionedThroughput: units(1) }));
    expect(await look()).toMatchObject({ WarmThroughput: { ReadUnitsPerSecond: 9, WriteUnitsPerSecond: 9 } });
  });
});

describe('A table that is paid by the request', () => {
  test('takes bounds one by one, and gives them up', async () => {
    const { ask, describe: look } = await givenOrders();
    const bounds = { MaxReadRequestUnits: 1000, MaxWriteRequestUnits: 500 };
    expect(await ask('UpdateTable', update({ OnDemandThroughput: bounds }))).toEqual(
      told({ TableStatus: 'ACTIVE', OnDemandThroughput: bounds }),
    );
    await ask('UpdateTable', update({ OnDemandThroughput: { MaxReadRequestUnits: 2000 } }));
    expect(await look()).toMatchObject({ OnDemandThroughput: { ...bounds, MaxReadRequestUnits: 2000 } });
    const given = { OnDemandThroughput: { MaxReadRequestUnits: -1 } };
    expect(await ask('UpdateTable', update(given))).toEqual(
      told({ OnDemandThroughput: { MaxReadRequestUnits: -1, MaxWriteRequestUnits: 500 } }),
    );
    expect(await look()).toMatchObject({ OnDemandThroughput: { MaxWriteRequestUnits: 500 } });
    await ask('UpdateTable', update({ OnDemandThroughput: { MaxWriteRequestUnits: -1 } }));
    expect(await look()).not.toHaveProperty('OnDemandThroughput');
  });

  test('loses its bounds when it is paid by the unit', async () => {
    const { ask, describe: look } = await givenOrders(orders({ OnDemandThroughput: { MaxReadRequestUnits: 9 } }));
    await ask('UpdateTable', update({ BillingMode: 'PROVISIONED', ProvisionedThroughput: units(1) }));
    expect(await look()).not.toHaveProperty('OnDemandThroughput');
  });

  test('is warmer at once, although it is answered as it was', async () => {
    const { ask, describe: look } = await givenOrders();
    const before = { ReadUnitsPerSecond: 12_000, WriteUnitsPerSecond: 4_000 };
    expect(await ask('UpdateTable', update({ WarmThroughput: { ReadUnitsPerSecond: 13_000 } }))).toEqual(
      told({ TableStatus: 'ACTIVE', WarmThroughput: { ...before, Status: 'UPDATING' } }),
    );
    expect(await look()).toMatchObject({ WarmThroughput: { ...before, ReadUnitsPerSecond: 13_000, Status: 'ACTIVE' } });
  });
});

describe('A table', () => {
  test('may be protected again and again', async () => {
    const { ask } = await givenOrders();
    for (const is of [true, true, false, false]) {
      expect(await ask('UpdateTable', update({ DeletionProtectionEnabled: is }))).toEqual(
        told({ TableStatus: 'ACTIVE', DeletionProtectionEnabled: is }),
      );
    }
  });

  test('may be encrypted with another key, and with its own again', async () => {
    const { ask, describe: look } = await givenOrders();
    const encrypt = (SSESpecification: object) => ask('UpdateTable', update({ SSESpecification }));
    expect(await encrypt({ Enabled: true })).toEqual(
      told({ TableStatus: 'ACTIVE', SSEDescription: { Status: 'UPDATING' } }),
    );
    const first = { SSEType: 'KMS', KMSMasterKeyArn: expect.stringContaining(':key/') };
    expect(await look()).toMatchObject({ SSEDescription: { Status: 'ENABLED', ...first } });
    expect(await encrypt({ Enabled: true, SSEType: 'KMS', KMSMasterKeyId: 'arn:aws:kms:eu-west-1:1:key/k' })).toEqual(
      told({ SSEDescription: { Status: 'UPDATING', ...first } }),
    );
    const second = { SSEType: 'KMS', KMSMasterKeyArn: 'arn:aws:kms:eu-west-1:1:key/k' };
    expect(await look()).toMatchObject({ SSEDescription: { Status: 'ENABLED', ...second } });
    expect(await encrypt({ Enabled: false })).toEqual(told({ SSEDescription: { Status: 'UPDATING', ...second } }));
    expect(await look()).not.toHaveProperty('SSEDescription');
  });

  test('may be of another class, which is told when it is', async () => {
    const { ask, describe: look } = await givenOrders();
    await ask('UpdateTable', update({ TableClass: 'STANDARD' }));
    expect(await look()).not.toHaveProperty('TableClassSummary');
    const rare = 'STANDARD_INFREQUENT_ACCESS';
    const { TableDescription: answer } = await ask('UpdateTable', update({ TableClass: rare }));
    expect(answer).not.toHaveProperty('TableClassSummary');
    expect(await look()).toMatchObject({ TableClassSummary: { TableClass: rare, LastUpdateDateTime: noon / 1000 } });
  });

  test('may change its billing and its stream at once', async () => {
    const { ask, describe: look } = await givenOrders(provisioned());
    const StreamSpecification = { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' };
    await ask('UpdateTable', update({ BillingMode: 'PAY_PER_REQUEST', StreamSpecification }));
    expect(await look()).toMatchObject({ BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' }, StreamSpecification });
  });
});
