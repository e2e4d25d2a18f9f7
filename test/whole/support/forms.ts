/** The fields of a plain form, as many as a test wants to say. */
export type Filled = Record<string, unknown>;

const marketing = 'I agree to receive news and offers by e-mail';

/** Somebody of a company, who agrees to be written to. */
export const lead = (email: string, more: Filled = {}): Filled => ({
  name: nameOf(email),
  email,
  company: `${nameOf(email)} Ltd`,
  language: 'en',
  country: 'IT',
  [marketing]: true,
  ...more,
});

export function nameOf(email: string): string {
  const [local = ''] = email.split('@');
  return local
    .split(/[.+]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
}

export const post = (url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

/** What a pressed button of a page sends. */
export const press = (url: string, fields: Record<string, string>): Promise<Response> =>
  fetch(url, { method: 'POST', redirect: 'manual', body: new URLSearchParams(fields) });
