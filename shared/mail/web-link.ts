/** The address as the URL standard writes it. Throws for anything that is not an absolute http or https address. */
export function webLink(value: unknown): string {
  const url = typeof value === 'string' ? URL.parse(value) : null;
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') {
    throw new Error(`A link in a mail must be an absolute http or https address; this one begins "${begin(value)}".`);
  }
  return url.href;
}

/** The scheme is enough to find the fault; the rest of a link is a secret. */
const begin = (value: unknown): string => String(value).slice(0, 12);
