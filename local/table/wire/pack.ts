import { promisify } from 'node:util';
import { deflate, gzip } from 'node:zlib';
import type { TableAnswer } from './message.ts';

/** Bytes from which on the service packs an answer for who asks for it. */
const worthIt = 4096;

const packers = { gzip: promisify(gzip), deflate: promisify(deflate) };
type Encoding = keyof typeof packers;

/** An answer in the form that `Accept-Encoding` asks for; as it is when it is short or when nothing is asked for that the service does. */
export async function pack(answer: TableAnswer, accepted: string): Promise<TableAnswer> {
  const body = answer.pieces.join('');
  const encoding = Buffer.byteLength(body) < worthIt ? undefined : encodingOf(accepted);
  if (encoding === undefined) return answer;
  const packed = await packers[encoding](body);
  return { ...answer, headers: [...answer.headers, 'content-encoding', encoding], pieces: [packed] };
}

type Wish = { readonly name: string; readonly weight: number };

/**
 * The wish of most weight, of several alike the first. `*` stands for what is not named and comes behind it; `identity` counts for nothing.
 * So the service has it, and not RFC 9110.
 */
function encodingOf(accepted: string): Encoding | undefined {
  const wishes = accepted.split(',').map(readWish);
  const named = new Set(wishes.map(({ name }) => name));
  const others = wishes.filter(({ name }) => name === '*').map(({ weight }) => weight);
  const unnamed = (['gzip', 'deflate'] as const).filter((name) => !named.has(name));
  const all = [...wishes, ...unnamed.flatMap((name) => others.map((weight) => ({ name, weight })))];
  let best: { readonly name: Encoding; readonly weight: number } | undefined;
  for (const { name, weight } of all) {
    if (isEncoding(name) && weight > (best?.weight ?? 0)) best = { name, weight };
  }
  return best?.name;
}

const isEncoding = (name: string): name is Encoding => Object.hasOwn(packers, name);

/** The first weight counts; one that is no number is the full one, as the one that is not there. */
function readWish(text: string): Wish {
  const [name = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const given = parameters.map((parameter) => /^q\s*=\s*(.*)$/.exec(parameter)?.[1]).find((q) => q !== undefined);
  const weight = Number(given ?? 1);
  return { name, weight: Number.isNaN(weight) ? 1 : Math.min(weight, 1) };
}
