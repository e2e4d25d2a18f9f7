import * as z from 'zod';
import type { Answer } from '#functions/intake/fields/answer.ts';
import type { Delivery } from './adapter.ts';
import { contentTypeOf, jsonBody, type Parsed, unsupported } from './body.ts';
import { jsonAnswers } from './json-answers.ts';
import { multipartPairs } from './multipart.ts';
import { urlencodedPairs } from './urlencoded.ts';

/** Values under one name come together: repeated boxes post `topic=a&topic=b` or `topic[]=a&topic[]=b`. */
const answersOfPairs = (pairs: readonly (readonly [string, string])[]): Answer[] => {
  const byKey = new Map<string, string[]>();
  for (const [key, value] of pairs) {
    const values = byKey.get(key) ?? [];
    if (value !== '') values.push(value);
    byKey.set(key, values);
  }
  return [...byKey].map(([key, values]) => ({ key, values }));
};

const Form = z.record(z.string(), z.unknown());
const Batch = z.union([Form, z.array(Form).min(1).max(100)]);

const forms = (value: Answer[][]): Parsed<Answer[][]> => ({ kind: 'parsed', value });

/** Forms in the body, one unless it is a JSON list: urlencoded, multipart or JSON, as the content type says. */
export const formBodies = async (delivery: Delivery): Promise<Parsed<Answer[][]>> => {
  const { media, charset } = contentTypeOf(delivery);
  if (media === 'application/x-www-form-urlencoded')
    return forms([answersOfPairs(urlencodedPairs(delivery.rawBody, charset))]);
  if (media === 'multipart/form-data') {
    const pairs = await multipartPairs(delivery);
    return pairs.kind === 'refused' ? pairs : forms([answersOfPairs(pairs.value)]);
  }
  const body = jsonBody(delivery, Batch);
  if (body.kind === 'parsed') return forms([body.value].flat().map((form) => jsonAnswers(form)));
  return body.reason === 'content-type-unsupported'
    ? unsupported(media, 'application/json, application/x-www-form-urlencoded or multipart/form-data')
    : body;
};

/** The one non-blank value of a field, for the adapters' own needs. */
export const fieldValue = (answers: readonly Answer[], ...keys: readonly string[]): string | undefined =>
  keys
    .map((key) => answers.find((answer) => answer.key === key)?.values[0]?.trim())
    .find((value) => value !== undefined && value !== '');
