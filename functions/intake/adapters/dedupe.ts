import { createHash } from 'node:crypto';
import type { Provider } from '#contracts/provider.ts';
import type { Answer } from '#functions/intake/fields/answer.ts';
import { isHousekeeping } from '#functions/intake/fields/housekeeping.ts';

const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** The provider's own ids, joined; ids that are long or odd (anybody can send them) are hashed. */
export const dedupeKey = (provider: Provider, ...ids: readonly (string | number)[]): string => {
  const id = ids.join(':');
  return `${provider}:${/^[\w.:@-]{1,100}$/.test(id) ? id : hashOf(id)}`;
};

/**
 * Key of a form whose provider gives none: a hash of what was answered, whatever the order of the fields.
 *
 * No time goes into it, so that a delivery repeated days later is still the same one. The price: somebody who sends the
 * very same words again counts once.
 */
export const contentKey = (provider: Provider, answers: readonly Answer[]): string => {
  const content = answers
    .filter(({ key }) => !isHousekeeping(key))
    .map(({ key, values }) => [key, ...values])
    .map((entry) => JSON.stringify(entry))
    .sort();
  return `${provider}:#${hashOf(content.join('\n'))}`;
};
