/** An answer that is JSON already, in pieces: what is stored as text and wanted as it is needs no parsing to be told, and no joining. */
export class JsonText {
  readonly pieces: readonly string[];

  constructor(pieces: readonly string[]) {
    this.pieces = pieces;
  }

  read(): object {
    return JSON.parse(this.pieces.join(''));
  }
}

/** JSON of a member: a text, or one for each element of a list. */
type MemberText = string | readonly string[];

/** The object of these members, without those that are not there. Names need no escaping. */
export function jsonText(members: Readonly<Record<string, MemberText | false | undefined>>): JsonText {
  const pieces: string[] = [];
  for (const name in members) {
    const json = members[name];
    if (json === undefined || json === false) continue;
    pieces.push(`${pieces.length === 0 ? '{' : ','}"${name}":`);
    if (typeof json === 'string') pieces.push(json);
    else pushList(pieces, json);
  }
  pieces.push(pieces.length === 0 ? '{}' : '}');
  return new JsonText(pieces);
}

function pushList(pieces: string[], elements: readonly string[]): void {
  let before = '[';
  for (const element of elements) {
    pieces.push(before, element);
    before = ',';
  }
  pieces.push(elements.length === 0 ? '[]' : ']');
}
