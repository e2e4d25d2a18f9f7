import { call } from './api/operations.ts';
import { isObject, type Json } from './json.ts';
import type { Service } from './service.ts';

const DATES = /(Date|timestamp)$/;

/**
 * An action of this very API, asked by a state machine as `aws-sdk:sfn:<action>`. There the fields begin with a capital
 * letter, dates are ISO texts and JSON may stand for text that holds it.
 */
export async function ownCall(service: Service, action: string, input: Json): Promise<Json> {
  const fields = Object.entries(isObject(input) ? input : {}).map(([key, value]) => [
    `${key.charAt(0).toLowerCase()}${key.slice(1)}`,
    ['Input', 'Output', 'Definition'].includes(key) && typeof value !== 'string' ? JSON.stringify(value) : value,
  ]);
  const name = `${action.charAt(0).toUpperCase()}${action.slice(1)}`;
  return capitalised(await call(service, name, Object.fromEntries(fields)));
}

function capitalised(value: unknown): Json {
  if (Array.isArray(value)) return value.map(capitalised);
  if (isObject(value))
    return Object.fromEntries(
      Object.entries(value).map(([key, own]) => [
        `${key.charAt(0).toUpperCase()}${key.slice(1)}`,
        DATES.test(key) && typeof own === 'number' ? new Date(own * 1000).toISOString() : capitalised(own),
      ]),
    );
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
