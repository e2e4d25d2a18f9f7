/** The AWS query protocol: form-encoded parameters in, XML out. */

/** An error in AWS's shape. `code` is what the SDK shows as the error's name. */
export class SesError extends Error {
  readonly code: string;
  readonly status: number;
  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

export const invalidParameter = (message: string): SesError => new SesError('InvalidParameterValue', message);

export type Params = ReadonlyMap<string, string>;

export const parseParams = (body: Buffer): Params => new Map(new URLSearchParams(body.toString('utf8')));

export const required = (params: Params, name: string): string => {
  const value = params.get(name);
  if (value === undefined || value === '') {
    throw new SesError(
      'ValidationError',
      `1 validation error detected: Value null at '${name}' failed to satisfy constraint: Member must not be null`,
    );
  }
  return value;
};

/** `Prefix.member.1`, `Prefix.member.2` … in order; an empty list is sent as `Prefix=`. */
export const members = (params: Params, prefix: string): string[] => {
  const values: string[] = [];
  for (let at = 1; ; at += 1) {
    const value = params.get(`${prefix}.member.${at}`);
    if (value === undefined) return values;
    values.push(value);
  }
};

/** Arrays become `<member>` elements, maps `<entry>` elements; undefined is left out. */
export type XmlValue =
  | string
  | number
  | undefined
  | readonly XmlValue[]
  | ReadonlyMap<string, XmlValue>
  | { readonly [name: string]: XmlValue };

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeXml = (text: string): string => text.replace(/[&<>"]/g, (char) => escapes[char] ?? char);

const toXml = (value: XmlValue): string => {
  if (value === undefined) return '';
  if (typeof value !== 'object') return escapeXml(String(value));
  if (value instanceof Map) {
    return [...value].map(([key, each]) => `<entry>${toXml({ key, value: each })}</entry>`).join('');
  }
  if (Array.isArray(value)) return value.map((each) => `<member>${toXml(each)}</member>`).join('');
  return Object.entries(value)
    .map(([name, each]) => (each === undefined ? '' : `<${name}>${toXml(each)}</${name}>`))
    .join('');
};

const namespace = 'http://ses.amazonaws.com/doc/2010-12-01/';

export const resultXml = (action: string, result: XmlValue, requestId: string): string =>
  `<${action}Response xmlns="${namespace}"><${action}Result>${toXml(result)}</${action}Result>` +
  `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${action}Response>`;

export const errorXml = (error: SesError, requestId: string): string =>
  `<ErrorResponse xmlns="${namespace}">${toXml({
    Error: { Type: error.status >= 500 ? 'Receiver' : 'Sender', Code: error.code, Message: error.message },
    RequestId: requestId,
  })}</ErrorResponse>`;
