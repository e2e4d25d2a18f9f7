import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { CommandFailed } from '#local/cli/failure.ts';

export type Line = { readonly line: number; readonly text: string };

export type Encoding = 'utf-8' | 'windows-1252' | 'utf-16le';

/** Whole lines at the beginning of bytes that cannot be decoded; a character that began before them is not theirs. */
function linesBefore(chunk: Buffer | undefined, encoding: Encoding): number {
  if (chunk === undefined || encoding !== 'utf-8') return 0;
  let lines = 0;
  for (let from = ownStart(chunk), end = chunk.indexOf(10); end >= 0; from = end + 1, end = chunk.indexOf(10, from)) {
    if (!isUtf8(chunk.subarray(from, end))) break;
    lines += 1;
  }
  return lines;
}

function ownStart(chunk: Buffer): number {
  const start = chunk.subarray(0, 3).findIndex((byte) => (byte & 0xc0) !== 0x80);
  return Math.max(start, 0);
}

/**
 * The lines of a text file in portions, numbered from 1, without their ends (LF or CRLF) and without a byte order mark.
 * @throws CommandFailed when the bytes are not of that encoding.
 */
export async function* readLines(file: string, encoding: Encoding): AsyncGenerator<Line[]> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let line = 0;
  let rest = '';
  const number = (text: string): Line => {
    line += 1;
    return { line, text: text.endsWith('\r') ? text.slice(0, -1) : text };
  };
  const decode = (chunk?: Buffer): string => {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined });
    } catch {
      throw new CommandFailed(
        `${file} is not ${encoding} from line ${line + 1 + linesBefore(chunk, encoding)} on: save it as UTF-8, or say its encoding in the mapping ("encoding": "windows-1252").`,
      );
    }
  };
  for await (const chunk of createReadStream(file)) {
    const parts = (rest + decode(chunk)).split('\n');
    rest = parts.pop() ?? '';
    yield parts.map(number);
  }
  rest += decode();
  if (rest !== '') yield [number(rest)];
}
