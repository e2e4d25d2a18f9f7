/** They turn the text that follows around, so that an address or a file's name reads as another one. */
const directions = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Free text as it may be stored: line breaks as LF, no other control characters, well-formed Unicode, trimmed. */
export const freeText = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .replace(directions, '')
    .trim();

/** One line with single blanks. What could break a header must have been refused before: see `injectionIn`. */
export const oneLine = (text: string): string =>
  text.toWellFormed().replace(directions, '').replace(/\s+/gu, ' ').trim();

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

const running =
  /<\s*(?:\/\s*)?(?:script|iframe|object|embed)\b|<[a-z][^<>]*[\s/"']on[a-z]+\s*=|<[a-z][^<>]*=\s*(?:["']\s*)?(?:javascript|vbscript|data:text\/html)\b/i;

/** True of HTML that would run in a page. Other markup may stand in a free text: it is shown as it was written. */
export const holdsScript = (text: string): boolean => running.test(text);
