export type Token = {
  readonly kind: 'name' | 'nameReference' | 'valueReference' | 'index' | 'keyword' | 'sign' | 'unknown' | 'end';
  readonly text: string;
  readonly start: number;
  readonly end: number;
};

const pattern =
  /(?<blank>[ \t\r\n]+)|(?<name>[A-Za-z][A-Za-z0-9_]*)|(?<nameReference>#[A-Za-z0-9_]+)|(?<valueReference>:[A-Za-z0-9_]+)|(?<index>0|[1-9][0-9]*)|(?<sign><=|>=|<>|[=<>()[\].,+-])|(?<unknown>.)/suy;

const keywords = new Set(['AND', 'OR', 'NOT', 'IN', 'BETWEEN', 'SET', 'REMOVE', 'ADD', 'DELETE']);

/** All kinds of expressions are made of the same tokens: `set` is a keyword in a condition too. Keywords come in any case. */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const { index, 0: word, groups } of text.matchAll(new RegExp(pattern, 'gsuy'))) {
    if (groups?.blank === undefined) {
      tokens.push({ kind: kindOf(groups ?? {}, word), text: word, start: index, end: index + word.length });
    }
  }
  tokens.push({ kind: 'end', text: '<EOF>', start: text.length, end: text.length });
  return tokens;
}

function kindOf(groups: Record<string, string | undefined>, text: string): Token['kind'] {
  if (groups.name !== undefined) return keywords.has(text.toUpperCase()) ? 'keyword' : 'name';
  if (groups.nameReference !== undefined) return 'nameReference';
  if (groups.valueReference !== undefined) return 'valueReference';
  if (groups.index !== undefined) return 'index';
  return groups.sign !== undefined ? 'sign' : 'unknown';
}
