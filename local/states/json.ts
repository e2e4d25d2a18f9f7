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
