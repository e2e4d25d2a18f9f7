import { type DefaultTreeAdapterTypes, parse } from 'parse5';

type Node = DefaultTreeAdapterTypes.Node;

const absolute = (url: string): boolean => /^https?:\/\/[^\s/]/i.test(url) && URL.canParse(url);

const anchors = (node: Node): string[] => {
  const own =
    'tagName' in node && (node.tagName === 'a' || node.tagName === 'area')
      ? node.attrs.filter(({ name }) => name === 'href').map(({ value }) => value.trim())
      : [];
  return 'childNodes' in node ? [...own, ...node.childNodes.flatMap(anchors)] : own;
};

const closers: Record<string, string> = { ')': '(', ']': '[', '}': '{' };

/** A URL in running text, without the punctuation of its sentence. */
const trimmed = (url: string): string => {
  const last = url.at(-1) ?? '';
  const opener = closers[last];
  const closesNothing = opener !== undefined && url.split(last).length > url.split(opener).length;
  return /[.,;:!?'"”’»]/.test(last) || closesNothing ? trimmed(url.slice(0, -1)) : url;
};

const inText = (text: string): string[] => (text.match(/https?:\/\/[^\s<>"]+/gi) ?? []).map(trimmed);

/** The absolute http(s) addresses that a reader can follow: the anchors of the HTML, then those in the text; each once, in order. */
export const linksIn = ({ html, text }: { html?: string | undefined; text?: string | undefined }): string[] => {
  const found = [...(html === undefined ? [] : anchors(parse(html))), ...inText(text ?? '')];
  return [...new Set(found.filter(absolute))];
};
