import { TextDecoder } from 'node:util';
import * as z from 'zod';
import { toDotPath } from 'zod/v4/core';
import type { Delivery } from './adapter.ts';
import { type Refused, refuse } from './refusal.ts';

export type Parsed<T> = { readonly kind: 'parsed'; readonly value: T } | Refused;

/** Media type in lower case, `''` when the sender names none, and its charset. */
export const contentTypeOf = (delivery: Delivery): { media: string; charset: string | undefined } => {
  const header = delivery.headers['content-type'] ?? '';
  const charset = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(header)?.[1]?.toLowerCase();
  return { media: header.split(';')[0]?.trim().toLowerCase() ?? '', charset };
};

const isJson = (media: string): boolean =>
  media === '' || media === 'text/plain' || /^(application|text)\/([\w.+-]+\+)?json$/.test(media);

export const unsupported = (media: string, expected: string): Refused =>
  refuse('content-type-unsupported', `The body is of type "${media.slice(0, 60)}". Send ${expected}.`);

const decoderOf = (charset: string): TextDecoder | undefined => {
  try {
    return new TextDecoder(charset, { fatal: true });
  } catch {
    return undefined;
  }
};

const tooDeep = 32;

/** Levels of nesting, counted on the text: a value nested a hundred thousand times must not meet recursion. */
const isShallow = (text: string): boolean => {
  let depth = 0;
  let isString = false;
  for (let at = 0; at < text.length && depth <= tooDeep; at += 1) {
    const character = text[at];
    if (character === '"') isString = !isString;
    else if (isString) at += character === '\\' ? 1 : 0;
    else if (character === '[' || character === '{') depth += 1;
    else if (character === ']' || character === '}') depth -= 1;
  }
  return depth <= tooDeep;
};

/** Ids that a double cannot hold (Facebook's have up to 17 digits) stay as they were written. */
const exactIds = (...[, value, context]: unknown[]): unknown => {
  if (typeof value !== 'number' || !Number.isInteger(value) || Number.isSafeInteger(value)) return value;
  return z.object({ source: z.string() }).safeParse(context).data?.source ?? value;
};

/** Whatever has a number that a double may not hold: one of so many digits, or with an exponent. */
const mayHaveLongIds = /[\d.]{16}|\d[eE]/;

const parse = (text: string): { value: unknown } | undefined => {
  try {
    return { value: (mayHaveLongIds.test(text) ? JSON.parse(text, exactIds) : JSON.parse(text)) as unknown };
  } catch {
    return undefined;
  }
};

/** Reads JSON text (`where` names it in a refusal). */
export const parseJson = (text: string, where: string): Parsed<unknown> => {
  if (!isShallow(text))
    return refuse('body-broken', `${where} is nested more than ${tooDeep} levels deep. Send a flatter form.`);
  const parsed = parse(text);
  if (parsed === undefined) return refuse('body-broken', `${where} is not JSON. Send a complete JSON text in UTF-8.`);
  return { kind: 'parsed', value: parsed.value };
};

/** The body of a delivery as JSON, checked against what the provider documents. */
export const jsonBody = <T>(delivery: Delivery, schema: z.ZodType<T>): Parsed<T> => {
  const { media, charset = 'utf-8' } = contentTypeOf(delivery);
  if (!isJson(media)) return unsupported(media, 'application/json');
  const decoder = decoderOf(charset);
  if (decoder === undefined) return unsupported(`${media}; charset=${charset}`, 'application/json in UTF-8');
  const text = decode(decoder, delivery.rawBody);
  if (text === undefined) return refuse('body-broken', `The body is not ${charset} text. Send JSON in UTF-8.`);
  const parsed = parseJson(text, 'The body');
  return parsed.kind === 'refused' ? parsed : checked(parsed.value, schema);
};

/** `value` as the provider documents it, or the first place where it is not. */
export const checked = <T>(value: unknown, schema: z.ZodType<T>): Parsed<T> => {
  const result = schema.safeParse(value);
  if (result.success) return { kind: 'parsed', value: result.data };
  const [issue] = result.error.issues;
  const where = issue === undefined || issue.path.length === 0 ? 'its top level' : `"${toDotPath(issue.path)}"`;
  return refuse(
    'body-broken',
    `The body is not what this provider sends: at ${where}, ${issue?.message ?? 'unknown'}. Check the provider of the source.`,
  );
};

const decode = (decoder: TextDecoder, bytes: Uint8Array): string | undefined => {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
};

/** Text of form bytes: the charset that was named, else UTF-8, else windows-1252, in which old pages post. */
export const decodeText = (bytes: Uint8Array, charset?: string): string => {
  const named = charset === undefined ? undefined : decoderOf(charset);
  for (const decoder of [named, new TextDecoder('utf-8', { fatal: true })]) {
    const text = decoder === undefined ? undefined : decode(decoder, bytes);
    if (text !== undefined) return text;
  }
  return new TextDecoder('windows-1252').decode(bytes);
};
