import * as z from 'zod';

/** Letters, digits, `-`, `_` and `.`: safe in a path, in a key, in the name of an execution (at most 80 characters with the cycle). */
const idText = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'an id has 1 to 64 letters, digits, dots, dashes or underscores');

export const CustomerId = idText.brand('CustomerId');
export type CustomerId = z.infer<typeof CustomerId>;

export const PersonId = idText.brand('PersonId');
export type PersonId = z.infer<typeof PersonId>;

export const UserId = idText.brand('UserId');
export type UserId = z.infer<typeof UserId>;

export const ActionId = idText.brand('ActionId');
export type ActionId = z.infer<typeof ActionId>;

export const SourceId = idText.brand('SourceId');
export type SourceId = z.infer<typeof SourceId>;

/** Unguessable: whoever holds it may see and answer one thing. */
export const LinkId = idText.brand('LinkId');
export type LinkId = z.infer<typeof LinkId>;

/** Customer, plan step and attempt, so that the same step can't be sent twice. */
export const MailId = z.string().min(1).max(200).brand('MailId');
export type MailId = z.infer<typeof MailId>;
