import PostalMime, { type Address, type Attachment } from 'postal-mime';

/** Attachment without its bytes; `text` is the content of a calendar invite. */
type AttachmentInfo = {
  filename: string;
  mimeType: string;
  disposition: string | null;
  /** Bytes. */
  size: number;
  contentId?: string;
  /** `REQUEST`, `CANCEL` … of a calendar part. */
  method?: string;
  text?: string;
};

export type ParsedMail = {
  cc: string;
  replyTo: string;
  /** The Date header, ISO. */
  date: string;
  messageId: string;
  headers: { name: string; value: string }[];
  html?: string;
  text?: string;
  attachments: AttachmentInfo[];
};

type Content = { filename: string; mimeType: string; content: Buffer };

const written = (address: Address): string =>
  address.address === undefined
    ? address.group.map(written).join(', ')
    : address.name === ''
      ? address.address
      : `${address.name} <${address.address}>`;

const addresses = (list: readonly Address[] | undefined): string => (list ?? []).map(written).join(', ');

const bytesOf = ({ content }: Attachment): Buffer =>
  typeof content === 'string' ? Buffer.from(content) : Buffer.from(new Uint8Array(content));

const isCalendar = ({ mimeType }: Attachment): boolean =>
  mimeType === 'text/calendar' || mimeType === 'application/ics';

const info = (attachment: Attachment, name: string): AttachmentInfo => {
  const content = bytesOf(attachment);
  const { mimeType, disposition, contentId, method } = attachment;
  return {
    filename: name,
    mimeType,
    disposition,
    size: content.length,
    ...(contentId === undefined ? {} : { contentId }),
    ...(method === undefined ? {} : { method }),
    ...(isCalendar(attachment) ? { text: content.toString('utf8') } : {}),
  };
};

const nameOf = (attachment: Attachment, position: number): string =>
  attachment.filename ?? `attachment-${position + 1}${isCalendar(attachment) ? '.ics' : ''}`;

/** Reads an .eml: what a person sees of it, and the bytes of its attachments. */
export const parseMail = async (raw: Buffer): Promise<{ mail: ParsedMail; attachments: Content[] }> => {
  const email = await PostalMime.parse(raw);
  return {
    mail: {
      cc: addresses(email.cc),
      replyTo: addresses(email.replyTo),
      date: email.date ?? '',
      messageId: email.messageId ?? '',
      headers: email.headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
      ...(email.html === undefined ? {} : { html: email.html }),
      ...(email.text === undefined ? {} : { text: email.text }),
      attachments: email.attachments.map((each, position) => info(each, nameOf(each, position))),
    },
    attachments: email.attachments.map((each, position) => ({
      filename: nameOf(each, position),
      mimeType: each.mimeType,
      content: bytesOf(each),
    })),
  };
};
