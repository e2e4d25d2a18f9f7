/** SES repeats the tags in every event of the mail: ids only. A dot is not allowed in a tag, so the key is encoded. */
export function tagsOf({ mailId, template }: { mailId: string; template: string }): Record<string, string> {
  return { mail: Buffer.from(mailId).toString('base64url'), template };
}

export function mailIdOfTag(tag: string): string {
  return Buffer.from(tag, 'base64url').toString();
}
