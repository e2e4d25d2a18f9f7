/** Why one row cannot be taken, in words that go behind its line number. */
export class RowProblem extends Error {
  override name = 'RowProblem';
}
