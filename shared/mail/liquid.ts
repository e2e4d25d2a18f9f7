import { Liquid } from 'liquidjs';
import { webLink } from '#shared/mail/web-link.ts';

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
