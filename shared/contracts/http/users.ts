import * as z from 'zod';
import { contract } from '#contracts/contract.ts';
import { UserId } from '#domain/ids.ts';
import { TimeZone } from '#domain/time.ts';
import { everyone, line, PageQuery, pageOf } from './common.ts';

const tag = 'Users';
const UserPath = z.object({ id: UserId });
export const RoleName = z.enum(['admin', 'manager', 'marketing', 'sales']);

const settings = {
  name: line(200),
  email: z.email().max(254),
  role: RoleName,
  managerId: UserId,
  region: line(100),
  locale: z.enum(['it', 'en']),
  timeZone: TimeZone,
};

export const NewUser = z.strictObject({
  id: UserId.optional(),
  name: settings.name,
  email: settings.email,
  role: settings.role,
  managerId: settings.managerId.optional(),
  region: settings.region.optional(),
  locale: settings.locale.default('it'),
  timeZone: settings.timeZone.default('Europe/Rome'),
});

export const UserView = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: RoleName,
  managerId: z.string().nullable(),
  region: z.string().nullable(),
  locale: z.enum(['it', 'en']),
  timeZone: z.string(),
  active: z.boolean(),
});

export const listUsers = contract({
  method: 'GET',
  path: '/users',
  summary: 'Who works with Percorso.',
  tag,
  roles: everyone,
  query: PageQuery,
  status: 200,
  answer: pageOf(UserView),
});
export const createUser = contract({
  method: 'POST',
  path: '/users',
  summary: 'A new user; the digest of the day comes from tomorrow.',
  tag,
  roles: ['admin'],
  body: NewUser,
  status: 201,
  answer: UserView,
});
export const getUser = contract({
  method: 'GET',
  path: '/users/{id}',
  summary: 'A user.',
  tag,
  roles: everyone,
  params: UserPath,
  status: 200,
  answer: UserView,
});
export const changeUser = contract({
  method: 'PATCH',
  path: '/users/{id}',
  summary: 'Changes a user; `active: false` ends the access to digests and new work.',
  tag,
  roles: ['admin'],
  params: UserPath,
  body: z.strictObject(settings).partial().extend({ active: z.boolean().optional() }),
  status: 200,
  answer: UserView,
});
