import { createHash } from 'node:crypto';

/** Bytes that nobody can guess without the seed and that are always the same for the same seed and number. */
export const bytesOf = (seed: string, number: number): Buffer =>
  createHash('sha256').update(`${seed}:${number}`).digest();

export function uuidOf(bytes: Buffer): string {
  const hex = Buffer.from(bytes.subarray(0, 16));
  hex.writeUInt8((hex.readUInt8(6) & 0x0f) | 0x40, 6);
  hex.writeUInt8((hex.readUInt8(8) & 0x3f) | 0x80, 8);
  return hex.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** A number from 0 up to but not including 1, with 48 bits. */
export const fractionOf = (bytes: Buffer): number => bytes.readUIntBE(0, 6) / 2 ** 48;
