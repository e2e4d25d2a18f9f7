/** Free text as it may be stored: line breaks as LF, no other control characters, well-formed Unicode, trimmed. */
export const freeText = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .trim();

/** One line with single blanks. What could break a header must have been refused before: see `injectionIn`. */
export const oneLine = (text: string): string => text.toWellFormed().replace(/\s+/gu, ' ').trim();

const markup =
  /<[a-z/!?][^<>]*>|<\s*\/?\s*(script|iframe|object|embed|svg|img|style|link|meta|form|body|base)\b|^\s*(javascript|vbscript|data)\s*:/i;

/**
 * What makes a text unfit for a header, a subject or a name: a line break or another control character inside it
 * (e-mail header injection), or HTML markup and script URLs. White space around it is harmless and is trimmed later.
 */
export const injectionIn = (text: string): string | undefined => {
  if (/[\p{Cc}\u2028\u2029]/u.test(text.trim())) return 'a line break or another control character';
  return markup.test(text) ? 'HTML markup or a script' : undefined;
};
