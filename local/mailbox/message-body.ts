import { type DefaultTreeAdapterTypes, parse, serialize } from 'parse5';

type Element = DefaultTreeAdapterTypes.Element;
type Node = DefaultTreeAdapterTypes.Node;

const elements = (node: Node): Element[] => {
  const below = 'childNodes' in node ? node.childNodes.flatMap(elements) : [];
  return 'tagName' in node ? [node, ...below] : below;
};

const set = (element: Element, name: string, value: string): void => {
  element.attrs = [...element.attrs.filter((each) => each.name !== name), { name, value }];
};

/** Content-ID without its angle brackets -> data: URL. */
export type InlineImages = ReadonlyMap<string, string>;

/** The HTML of a message, fit for its sandboxed frame: inline images as data, links that open in a tab of their own. */
export const frameHtml = (html: string, images: InlineImages): string => {
  const document = parse(html);
  for (const element of elements(document)) {
    if (element.tagName === 'a') {
      set(element, 'target', '_blank');
      set(element, 'rel', 'noopener noreferrer');
    }
    const source = element.attrs.find(({ name }) => name === 'src')?.value;
    const image = source?.startsWith('cid:') ? images.get(decodeURIComponent(source.slice(4))) : undefined;
    if (image !== undefined) set(element, 'src', image);
  }
  return serialize(document);
};
