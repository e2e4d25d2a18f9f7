import { hash } from 'node:crypto';
import type { KeyValue } from '#local/table/values/attribute-value.ts';
import { partsOf } from '#local/table/values/number.ts';

/**
 * Keys as bytes whose order is DynamoDB's: strings by their UTF-8 bytes, binary by its unsigned bytes, numbers by value. Each
 * ends in a mark that sorts before everything that could follow, so keys can be put one behind the other.
 */
export function keyBytes(value: KeyValue): Buffer {
  if ('S' in value) return value.S.includes('\0') ? terminated(Buffer.from(value.S)) : Buffer.from(value.S + endText);
  if ('B' in value) return terminated(Buffer.from(value.B, 'base64'));
  return numberBytes(value.N);
}

/** The same without the end mark: where all keys begin that begin with this string or binary. */
export function prefixBytes(value: { readonly S: string } | { readonly B: string }): Buffer {
  return escaped('S' in value ? Buffer.from(value.S) : Buffer.from(value.B, 'base64'));
}

/** Where a partition stands in a scan: spread evenly, so that segments are about equal. Four bytes. */
export function partitionBytes(partitionKey: Buffer): Buffer {
  // Through a string, since a buffer of the hash's own costs twice the time and the collector's too.
  return Buffer.from(hash('md5', partitionKey, 'binary').slice(0, 4), 'binary');
}

function terminated(bytes: Buffer): Buffer {
  return Buffer.concat([escaped(bytes), endMark]);
}

const endText = '\0\u0001';
const endMark = Buffer.from(endText);
const escapedZero = Buffer.from([0, 0xff]);

function escaped(bytes: Buffer): Buffer {
  if (!bytes.includes(0)) return bytes;
  const parts: Buffer[] = [];
  let from = 0;
  for (let zero = bytes.indexOf(0); zero >= 0; zero = bytes.indexOf(0, from)) {
    parts.push(bytes.subarray(from, zero), escapedZero);
    from = zero + 1;
  }
  parts.push(bytes.subarray(from));
  return Buffer.concat(parts);
}

/** Sign, exponent in two bytes, two digits a byte, end; for negative numbers all complemented behind the sign. */
function numberBytes(canonical: string): Buffer {
  const { sign, exponent, digits } = partsOf(canonical);
  if (sign === 0) return Buffer.from([0x80]);
  const size = Math.ceil(digits.length / 2);
  const bytes = Buffer.alloc(size + 4);
  bytes[0] = sign > 0 ? 0x81 : 0x7f;
  bytes.writeUInt16BE(exponent + 1_000, 1);
  for (let index = 0; index < size; index += 1) {
    bytes[3 + index] = (digits[2 * index] ?? 0) * 10 + (digits[2 * index + 1] ?? 0) + 1;
  }
  if (sign < 0) for (let index = 1; index < bytes.length; index += 1) bytes[index] = 0xff - (bytes[index] ?? 0);
  return bytes;
}
