import type { UserId } from '#domain/ids.ts';
import type { User, UserStore } from '#shared/ports.ts';
import { has, isFreeOr, isStill } from './conditions.ts';
import { read, type Table } from './items.ts';
import { userAddressKey, userKey, users } from './keys.ts';
import { listByName, type NamedItem, namedItem } from './named-items.ts';
import { put, remove, transact, type Write } from './transact.ts';

export function createUserStore(table: Table): UserStore {
  const get = async (id: UserId) => (await read<NamedItem<User>>(table, userKey(id)))?.data;
  return {
    get,
    list: (page) => listByName<User>(table, users, page),

    async findByEmail(email) {
      const owner = await read<{ userId: UserId }>(table, userAddressKey(email));
      return owner && (await get(owner.userId));
    },

    async save(user, expected) {
      const before = expected === 0 ? undefined : await get(user.id);
      const refusals = await transact(table, writesOf(user, expected, before?.email, table));
      if (refusals.length === 0) return 'saved';
      return refusals.some(({ refused }) => refused === 'conflict') ? 'conflict' : 'taken';
    },
  };
}

/** The user and the one address by which nobody else can be known; the address before this one is free again. */
function writesOf(
  user: User,
  expected: number,
  oldEmail: string | undefined,
  table: Pick<Table, 'tableName'>,
): Write<'conflict' | 'taken'>[] {
  const address = userAddressKey(user.email);
  const old = oldEmail === undefined ? address : userAddressKey(oldEmail);
  return [
    {
      write: put(table, namedItem(userKey(user.id), users, user, expected + 1), isStill(expected)),
      refused: 'conflict',
    },
    { write: put(table, { ...address, userId: user.id }, isFreeOr('userId', user.id)), refused: 'taken' },
    ...(old.pk === address.pk
      ? []
      : [{ write: remove(table, old, has('userId', user.id)), refused: 'conflict' as const }]),
  ];
}
