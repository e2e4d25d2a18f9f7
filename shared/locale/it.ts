import { mail } from '#shared/locale/it/mail.ts';
import { words } from '#shared/locale/it/words.ts';

export const it = { words, mail };
