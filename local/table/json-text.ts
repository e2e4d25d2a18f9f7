/** An answer that is JSON already: what is stored as text and wanted as it is needs no parsing to be told. */
export class JsonText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  read(): object {
    return JSON.parse(this.text);
  }
}

/** The object of these members, whose values are JSON already; without those that are not there. Names need no escaping. */
export function jsonText(members: Readonly<Record<string, string | false | undefined>>): JsonText {
  const parts = Object.entries(members).flatMap(([name, json]) => (json ? [`"${name}":${json}`] : []));
  return new JsonText(`{${parts.join(',')}}`);
}
