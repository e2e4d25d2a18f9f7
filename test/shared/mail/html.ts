import { type DefaultTreeAdapterTypes, parse } from 'parse5';

type Node = DefaultTreeAdapterTypes.Node;

function* walk(node: Node): Generator<Node> {
  yield node;
  if ('childNodes' in node) for (const child of node.childNodes) yield* walk(child);
}

const addresses = new Set(['href', 'src', 'action', 'formaction']);

/** What a browser makes of a document, without its words: elements, names of attributes, addresses, and how many comments. */
export const outline = (html: string): string[] =>
  [...walk(parse(html))].flatMap((node) => {
    if (node.nodeName === '#comment') return ['comment'];
    if (!('tagName' in node)) return [];
    const attributes = node.attrs.map(({ name, value }) => (addresses.has(name) ? `${name}=${value}` : name));
    return [[node.tagName, ...attributes].join(' ')];
  });

/** The words that a reader sees, attributes read aloud included, white space as one blank. */
export const textOf = (html: string): string =>
  [...walk(parse(html))]
    .flatMap((node) => {
      if ('value' in node && node.nodeName === '#text') return [node.value];
      return 'attrs' in node ? node.attrs.filter(({ name }) => name !== 'style').map(({ value }) => value) : [];
    })
    .join(' ')
    .replace(/\s+/g, ' ');

/** The values of one attribute, in the order of the document. */
export const attributeValues = (html: string, element: string, name: string): string[] =>
  [...walk(parse(html))].flatMap((node) =>
    'tagName' in node && node.tagName === element
      ? node.attrs.filter((attribute) => attribute.name === name).map(({ value }) => value)
      : [],
  );
