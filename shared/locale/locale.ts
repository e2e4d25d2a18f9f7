import { z } from 'zod';
import { en } from '#shared/locale/en.ts';
import { it } from '#shared/locale/it.ts';

/** The languages in which the product speaks to people. */
export const Locale = z.enum(['it', 'en']);
export type Locale = z.infer<typeof Locale>;

/** Every sentence that a person reads in a mail or on a page. Italian is the source; the others must have its keys. */
export type Dictionary = typeof it;

export const dictionary = (locale: Locale): Dictionary => ({ it, en })[locale];
