export type MailRefusal =
  | 'mail.header-injection'
  | 'mail.header-name'
  | 'mail.address'
  | 'mail.tag'
  | 'mail.unsubscribe'
  | 'mail.too-large';

/** A mail that is not built, because a part of it could turn into a header or a recipient that nobody meant. */
export class MailRefused extends Error {
  readonly code: MailRefusal;
  /** The header or part that was refused. Its value is not repeated: it may hold personal data. */
  readonly field: string;

  constructor(code: MailRefusal, field: string, problem: string) {
    super(`The mail was refused: ${field} ${problem}.`);
    this.name = 'MailRefused';
    this.code = code;
    this.field = field;
  }
}

/** Returns the value; throws when it could end the header line and begin another. */
export const checkHeaderValue = (field: string, value: string): string => {
  if ([...'\r\n\0'].some((character) => value.includes(character))) {
    throw new MailRefused('mail.header-injection', field, 'contains a line break or a NUL character');
  }
  return value;
};

const mailbox = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[^\s@<>",;:()[\]\\]{1,255}$/;

/** Returns the address; throws when it isn't exactly one mailbox (SES takes no non-ASCII local parts). */
export const checkAddress = <A extends { address: string; name?: string | undefined }>(field: string, value: A): A => {
  checkHeaderValue(field, value.address);
  checkHeaderValue(field, value.name ?? '');
  if (!mailbox.test(value.address))
    throw new MailRefused('mail.address', field, 'must be one address such as name@example.com');
  return value;
};

/** Returns the name or value of an SES message tag, or the name of a configuration set. */
export const checkTag = (field: string, value: string): string => {
  if (!/^[A-Za-z0-9_-]{1,255}$/.test(value)) {
    throw new MailRefused('mail.tag', field, 'must be 1 to 255 ASCII letters, digits, underscores or dashes');
  }
  return value;
};
