import { createReadStream } from 'node:fs';
import { CommandFailed } from '#local/cli/failure.ts';

export type Line = { readonly line: number; readonly text: string };

export type Encoding = 'utf-8' | 'windows-1252' | 'utf-16le';

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
        `${file} is not ${encoding} after line ${line}: save it as UTF-8, or say its encoding in the mapping ("encoding": "windows-1252").`,
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
