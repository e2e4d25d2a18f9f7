import { openKeyFile } from './key-file.ts';
import { issueTicket } from './tickets.ts';
import { signIdToken } from './tokens.ts';

export type MintOptions = {
  /** The group of the token's holder: admin, manager, marketing or sales. */
  role: string;
  /** Default `operator`. */
  sub?: string | undefined;
  /** Default `operator@localhost`. */
  email?: string | undefined;
  /** Default two years of the virtual clock, so that moving the clock does not lock the operator out. */
  ttlSeconds?: number | undefined;
};

export type KeyPlace = {
  /** The folder of identity.json; who may read it may mint. */
  dir: string;
  /** Default: where the issuer was at its last start. */
  issuer?: string | undefined;
  /** Epoch milliseconds, virtual if known. */
  now: number;
};

const twoYears = 2 * 366 * 86_400;

const open = async ({ dir, issuer }: KeyPlace) => {
  const keys = await openKeyFile(dir);
  const known = issuer ?? keys.issuer;
  if (known === undefined)
    throw new Error(`Nothing was started in ${dir} yet, so the issuer is not known: run npm start once`);
  return { keys, issuer: known };
};

/** An ID token (`Bearer …`) made from the key file alone; the product need not run. */
export const mintToken = async (
  place: KeyPlace,
  { role, sub, email, ttlSeconds = twoYears }: MintOptions,
): Promise<string> => {
  if (!/^[A-Za-z][\w-]*$/.test(role)) throw new RangeError(`A role is one word such as admin or sales, not "${role}"`);
  const { keys, issuer } = await open(place);
  const address = email ?? 'operator@localhost';
  const user = { id: sub ?? 'operator', email: address, name: address, groups: [role] };
  return signIdToken(keys, issuer, user, place.now, ttlSeconds);
};

const linkLifetime = 12 * 3_600_000;

/** A link that signs one browser in on this machine: good once, for twelve hours. */
export const signInLink = async (place: KeyPlace): Promise<string> => {
  const { keys, issuer } = await open(place);
  return `${issuer}/sign-in?code=${await issueTicket(keys.secret, 'sign-in', {}, place.now, linkLifetime)}`;
};
