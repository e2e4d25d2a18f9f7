/** Why a command ends with exit code 1: a sentence with its remedy, for the person at the terminal. */
export class CommandFailed extends Error {
  override name = 'CommandFailed';
}
