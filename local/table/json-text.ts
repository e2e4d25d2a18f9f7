/** An answer that is JSON already: what is stored as text and wanted as it is needs no parsing to be told. */
export class JsonText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}
