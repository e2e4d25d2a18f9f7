/** A sentence for the person at the terminal, in the languages of the product. */
export type Sentence = { readonly en: string; readonly it: string };

/** Why the host cannot start and what to do about it: told without a stack trace, exit code 1. */
export class StartRefused extends Error {
  override name = 'StartRefused';
  readonly sentence: Sentence;

  constructor(sentence: Sentence) {
    super(sentence.en);
    this.sentence = sentence;
  }
}
