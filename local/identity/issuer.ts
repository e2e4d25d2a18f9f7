/** Where the issuer is on the product's server: everything about signing in is under it. */
export const issuerPath = '/local/oidc';

/** @param origin `http://127.0.0.1:PORT` */
export const issuerAt = (origin: string): string => `${origin}${issuerPath}`;
