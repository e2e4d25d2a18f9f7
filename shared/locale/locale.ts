import type { Locale } from '#domain/customer.ts';
import { en } from '#shared/locale/en.ts';
import { it } from '#shared/locale/it.ts';

/** Every sentence that a person reads in a mail or on a page. Italian is the source; the others must have its keys. */
export type Dictionary = typeof it;

export const dictionary = (locale: Locale): Dictionary => ({ it, en })[locale];
