import { describe, expect, test } from 'vitest';
import { defaultPolicy } from '#domain/default-policy.ts';
import type { SourceId, UserId } from '#domain/ids.ts';
import { Policy } from '#domain/policy.ts';
import type { Source, User } from '#shared/ports.ts';
import { now, useStores } from './support.ts';

const table = useStores();

const user = (id: string, more: Partial<User> = {}): User => ({
  id: id as UserId,
  name: id,
  email: `${id}@example.com`,
  role: 'sales',
  locale: 'it',
  timeZone: 'Europe/Rome',
  active: true,
  version: 0,
  ...more,
});

describe('Users', () => {
  test('are found by id and by address, whatever its case', async () => {
    const { users } = table.stores;
    expect(await users.save(user('anna', { email: 'Anna@Example.com' }), 0)).toBe('saved');
    const saved = user('anna', { email: 'Anna@Example.com', version: 1 });
    expect(await users.get(saved.id)).toEqual(saved);
    expect(await users.findByEmail(' anna@EXAMPLE.com')).toEqual(saved);
    expect(await users.findByEmail('bruno@example.com')).toBeUndefined();
  });

  test('do not share an address, in whatever case it is written', async () => {
    const { users } = table.stores;
    await users.save(user('anna'), 0);
    expect(await users.save(user('bruno', { email: 'ANNA@example.com' }), 0)).toBe('taken');
    expect(await users.get('bruno' as UserId)).toBeUndefined();
  });

  test('free the old address for somebody else when they change it', async () => {
    const { users } = table.stores;
    await users.save(user('anna'), 0);
    expect(await users.save(user('anna', { email: 'a.rossi@example.com' }), 1)).toBe('saved');
    expect(await users.findByEmail('anna@example.com')).toBeUndefined();
    expect(await users.save(user('anna2', { email: 'anna@example.com' }), 0)).toBe('saved');
    expect((await users.findByEmail('a.rossi@example.com'))?.version).toBe(2);
  });

  test('that two people change at once keep the first change', async () => {
    const { users } = table.stores;
    await users.save(user('anna'), 0);
    const changes = Array.from({ length: 20 }, (_, n) => user('anna', { region: `r${n}`, email: `a${n}@example.com` }));
    const results = await Promise.all(changes.map((change) => users.save(change, 1)));
    expect(results.toSorted()).toEqual([...Array(19).fill('conflict'), 'saved']);
    const winner = changes[results.indexOf('saved')];
    expect(await users.get('anna' as UserId)).toEqual({ ...winner, version: 2 });
    expect(await users.save(user('anna'), 0)).toBe('conflict');
  });

  test('are listed by name, page by page', async () => {
    const { users } = table.stores;
    for (const name of ['Dora', 'anna', 'Carlo', 'bruno', 'anna'])
      await users.save(user(`${name}-${(await users.list({ limit: 9 })).items.length}`, { name }), 0);
    const first = await users.list({ limit: 3 });
    expect(first.items.map(({ name }) => name)).toEqual(['anna', 'anna', 'bruno']);
    const rest = await users.list({ limit: 3, cursor: first.cursor ?? '' });
    expect(rest).toMatchObject({ items: [{ name: 'Carlo' }, { name: 'Dora' }] });
    expect(rest.cursor).toBeUndefined();
  });
});

describe('Sources', () => {
  const id = 's1' as SourceId;
  const source: Source = {
    id,
    name: 'Contact page',
    provider: 'tally',
    secret: 'secret',
    mapping: { 'Il tuo nome': 'person.name' },
    active: true,
    createdAt: now,
    version: 0,
  };

  test('are kept, listed, and changed only from the version that was read', async () => {
    const { sources } = table.stores;
    expect(await sources.save(source, 0)).toBe('saved');
    expect(await sources.save(source, 0)).toBe('conflict');
    const changed = { ...source, active: false };
    expect(await sources.save(changed, 1)).toBe('saved');
    expect(await sources.save(changed, 1)).toBe('conflict');
    expect(await sources.get(id)).toEqual({ ...changed, version: 2 });
    expect((await sources.list({ limit: 5 })).items).toEqual([{ ...changed, version: 2 }]);
    expect(await sources.get('s2' as SourceId)).toBeUndefined();
  });

  test('count what came in, without losing one, by what it was over all days', async () => {
    const { sources } = table.stores;
    const accepted = Array.from({ length: 50 }, () => sources.count(id, 'accepted', '2026-11-22'));
    await Promise.all([...accepted, sources.count(id, 'rejected.signature', '2026-11-22')]);
    await sources.count(id, 'accepted', '2026-11-23');
    await sources.count('s2' as SourceId, 'accepted', '2026-11-23');
    expect(await sources.counts(id)).toEqual({ accepted: 51, 'rejected.signature': 1 });
  });
});

describe('Policies', () => {
  const { version: _, ...policy } = defaultPolicy;

  test('begin with the one that ships, which is version 0', async () => {
    const { policies } = table.stores;
    expect(await policies.current()).toEqual(defaultPolicy);
    expect(await policies.get(0)).toEqual(defaultPolicy);
    expect(await policies.versions()).toEqual([]);
  });

  test('are kept for ever: a new version takes over and the old ones can be read', async () => {
    const { policies } = table.stores;
    const second = { ...policy, marginRate: 0.4 };
    expect(await policies.add(policy, 0, now, 'anna')).toBe(1);
    expect(await policies.add(second, 1, now, 'bruno')).toBe(2);
    expect(await policies.current()).toEqual({ ...second, version: 2 });
    expect(await policies.get(1)).toEqual({ ...policy, version: 1 });
    expect(await policies.get(3)).toBeUndefined();
    const { version: __, ...current } = await policies.current();
    expect(Policy.parse(current)).toEqual(second);
    expect(await policies.versions()).toEqual([
      { version: 2, at: now, by: 'bruno' },
      { version: 1, at: now, by: 'anna' },
    ]);
  });

  test('written by twenty people at once become one version', async () => {
    const { policies } = table.stores;
    await policies.add(policy, 0, now, 'anna');
    const all = Array.from({ length: 20 }, (_, n) => policies.add(policy, 1, now, `u${n}`));
    expect((await Promise.all(all)).filter((added) => added === 2)).toHaveLength(1);
    expect(await policies.versions()).toHaveLength(2);
  });

  test('have no gaps: a version after one that does not exist is refused', async () => {
    expect(await table.stores.policies.add(policy, 7, now, 'anna')).toBe('conflict');
    expect(await table.stores.policies.current()).toEqual(defaultPolicy);
  });
});
