import { mail } from '#shared/locale/en/mail.ts';
import { pages } from '#shared/locale/en/pages.ts';
import { words } from '#shared/locale/en/words.ts';
import type { it } from '#shared/locale/it.ts';

export const en: typeof it = { words, mail, pages };
