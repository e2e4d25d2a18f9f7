import { addressParser } from 'postal-mime';
import { invalidParameter } from './protocol.ts';

const visible = /^[\x21-\x7e]+$/;

const refusal = (address: string): string | undefined => {
  const at = address.lastIndexOf('@');
  if (at < 0 || at === address.length - 1) return "Missing final '@domain'";
  const local = address.slice(0, at);
  const domain = address.slice(at + 1);
  if (local === '') return `User name is missing: '${address}'`;
  if (!visible.test(local)) return 'Local address contains control or whitespace';
  if (local.length > 64 || address.length > 320) return 'Address length is more than 320 characters long';
  if (/[,;<>()[\]\\]/.test(local)) return 'Local address contains illegal character';
  if (!/^[A-Za-z0-9.-]+$/.test(domain)) return 'Domain contains illegal character';
  if (domain.startsWith('.')) return 'Domain starts with dot';
  if (domain.endsWith('.')) return 'Domain ends with dot';
  return domain.includes('..') ? 'Domain contains dot-dot' : undefined;
};

/**
 * The bare addresses of a header or parameter (`Ada <ada@example.com>, bob@example.com`).
 * Throws SES's InvalidParameterValue for anything that is not an address, line breaks included.
 */
export const addressesIn = (text: string): string[] => {
  if (/[\0\r\n]/.test(text)) throw invalidParameter('Local address contains control or whitespace');
  return addressParser(text, { flatten: true }).map((mailbox) => {
    const address = mailbox.address ?? '';
    const reason = refusal(address);
    if (reason !== undefined) throw invalidParameter(reason);
    return address;
  });
};

/** Exactly one address, as From and Source must be. */
export const oneAddress = (text: string): string => {
  const [address, ...more] = addressesIn(text);
  if (address === undefined) throw invalidParameter("Missing final '@domain'");
  if (more.length > 0) throw invalidParameter('Multiple addresses are not allowed here: give one sender');
  return address;
};
