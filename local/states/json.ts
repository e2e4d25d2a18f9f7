export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Bytes of UTF-8 that the input or output of a state, task or execution may have (AWS quota). */
const PAYLOAD_LIMIT = 262_144;

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** True when the JSON text is larger than AWS lets a payload be. */
export const exceedsPayloadLimit = (text: string): boolean =>
  text.length * 3 > PAYLOAD_LIMIT && Buffer.byteLength(text) > PAYLOAD_LIMIT;

/** Parses JSON text that has a known shape because this runtime wrote it. */
export const fromText = <T = Json>(text: string): T => JSON.parse(text);

/** Levels of arrays and objects in each other that JSON from outside may have; what goes through them goes as deep. */
const MOST_LEVELS = 1000;

/** True when JSON text has arrays or objects nested deeper than is taken here. */
export function nestsTooDeep(text: string): boolean {
  if (text.length < 2 * MOST_LEVELS) return false;
  let levels = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') quoted = !quoted;
    else if (quoted && character === '\\') at += 1;
    else if (!quoted && (character === '[' || character === '{')) levels += 1;
    else if (!quoted && (character === ']' || character === '}')) levels -= 1;
    if (levels > MOST_LEVELS) return true;
  }
  return false;
}

export const TOO_DEEP = `arrays and objects are nested more than ${MOST_LEVELS} levels deep`;
