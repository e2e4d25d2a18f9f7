import { Liquid } from 'liquidjs';

/**
 * Two engines over the same views: `html` escapes every output, `text` escapes nothing, because nothing interprets it.
 * An unknown variable or filter is an error in both; `web_link` lets only http and https through.
 */
const engine = (escaping: boolean): Liquid => {
  const liquid = new Liquid({
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    ...(escaping ? { outputEscape: 'escape' as const } : {}),
  });
  liquid.registerFilter('web_link', webLink);
  return liquid;
};

export const engines = { html: engine(true), text: engine(false) };

/** The address as the URL standard writes it; throws for anything that is not http or https. */
export function webLink(value: unknown): string {
  const url = typeof value === 'string' ? URL.parse(value) : null;
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') {
    throw new Error(
      `A link in a mail must be an absolute http or https address; this one starts with "${start(value)}".`,
    );
  }
  return url.href;
}

const start = (value: unknown): string => String(value).slice(0, 12);
