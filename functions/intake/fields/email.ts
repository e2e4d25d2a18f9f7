import { domainKey } from '#domain/identity.ts';

const localPart = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** A public host name in ASCII form: two labels or more, the last one not a number (RFC 1123). */
export const publicHost = (name: string): string | undefined => {
  const host = domainKey(name);
  if (host === undefined || host.length > 253) return undefined;
  const labels = host.split('.');
  const top = labels.at(-1) ?? '';
  return labels.length > 1 && labels.every((part) => label.test(part)) && /^(?:[a-z]{2,}|xn--[a-z0-9-]+)$/.test(top)
    ? host
    : undefined;
};

/**
 * The address in lower case with its domain in ASCII (IDNA), or `undefined` when no mail can be sent to it.
 *
 * The local part must be an ASCII dot-atom (RFC 5322, 3.2.3): SES refuses all others. Nothing is stripped.
 */
export const normaliseEmail = (text: string): string | undefined => {
  const address = text.trim().toLowerCase();
  const at = address.lastIndexOf('@');
  const local = address.slice(0, Math.max(at, 0));
  if (at < 1 || local.length > 64 || !localPart.test(local)) return undefined;
  const domain = publicHost(address.slice(at + 1));
  const email = domain === undefined ? undefined : `${local}@${domain}`;
  return email === undefined || email.length > 254 ? undefined : email;
};
