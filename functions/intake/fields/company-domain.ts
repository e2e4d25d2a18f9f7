import { isSharedDomain } from './free-mail.ts';

let library: Promise<typeof import('tldts')> | undefined;

const registrable = async (host: string): Promise<string | undefined> => {
  library ??= import('tldts');
  const { getDomain } = await library;
  const domain = getDomain(host, { allowPrivateDomains: true });
  return domain === null || isSharedDomain(domain) ? undefined : domain;
};

/**
 * The company's registrable domain, from its website or else from an e-mail address that is not at a free mail provider.
 *
 * Both arguments are normalised. The public suffix list is loaded at the first call only.
 */
export const companyDomain = async (
  hosts: readonly (string | undefined)[],
  email: string | undefined,
): Promise<string | undefined> => {
  for (const host of [...hosts, email?.slice(email.lastIndexOf('@') + 1)]) {
    const domain = host === undefined || isSharedDomain(host) ? undefined : await registrable(host);
    if (domain !== undefined) return domain;
  }
  return undefined;
};
