import { mail } from '#shared/locale/it/mail.ts';
import { pages } from '#shared/locale/it/pages.ts';
import { words } from '#shared/locale/it/words.ts';

export const it = { words, mail, pages };
