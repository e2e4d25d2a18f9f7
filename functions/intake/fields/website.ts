import { publicHost } from './email.ts';

/** A website as people write it (`acme.it`, `www.acme.it/contatti`, `https://…`) as an http(s) URL with its public host. */
export const normaliseWebsite = (text: string): { url: string; host: string } | undefined => {
  const written = text.trim();
  if (written.length > 2000 || /\s/.test(written)) return undefined;
  const url = URL.parse(/^https?:\/\//i.test(written) ? written : `https://${written}`);
  const host = url === null || url.username !== '' ? undefined : publicHost(url.hostname);
  return url === null || host === undefined ? undefined : { url: url.href, host };
};
