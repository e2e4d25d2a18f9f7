import type { CampaignTrace } from '#contracts/submission.ts';
import { exactName } from './field-name.ts';

type Trace = keyof CampaignTrace;

const byName = new Map<string, Trace>(
  Object.entries({
    'utm source': 'utmSource',
    'utm medium': 'utmMedium',
    'utm campaign': 'utmCampaign',
    'utm term': 'utmTerm',
    'utm content': 'utmContent',
    gclid: 'gclid',
    'gcl id': 'gclid',
    fbclid: 'fbclid',
    msclkid: 'msclkid',
    'campaign id': 'campaignId',
    'ad group id': 'adGroupId',
    'adgroup id': 'adGroupId',
    'ad id': 'adId',
    'form id': 'formId',
    'form name': 'formName',
    'form title': 'formName',
    'page url': 'pageUrl',
    'source url': 'pageUrl',
    'landing page': 'pageUrl',
    'wp http referer': 'referrer',
    referrer: 'referrer',
    referer: 'referrer',
  } as const),
);

export const campaignField = (name: string): Trace | undefined =>
  name.length > 40 ? undefined : byName.get(exactName(name));

/** One line, at most 1,000 characters: traces come from URLs that anybody can write. */
const tidy = (value: string): string =>
  value
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, 1000);

/** The campaign named by `pairs` (first value wins), then by the query of the page that the form was on. */
export const campaignOf = (pairs: Iterable<readonly [string, string | undefined]>): CampaignTrace | undefined => {
  const trace: CampaignTrace = {};
  const take = ([name, value]: readonly [string, string | undefined]): void => {
    const field = campaignField(name);
    const text = tidy(value ?? '');
    if (field !== undefined && text !== '') trace[field] ??= text;
  };
  for (const pair of pairs) take(pair);
  for (const page of [trace.pageUrl, trace.referrer]) {
    for (const pair of URL.parse(page ?? '', 'http://page.invalid')?.searchParams ?? []) {
      if (/^utm_|^(gclid|fbclid|msclkid)$/.test(pair[0])) take(pair);
    }
  }
  return Object.keys(trace).length === 0 ? undefined : trace;
};
