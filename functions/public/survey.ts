import * as z from 'zod';
import type { Deps } from '#functions/deps.ts';
import { ownerOf } from '#functions/directory.ts';
import { pageFunction, type Visit } from '#functions/page-function.ts';
import { perform } from '#functions/perform.ts';
import { CrmError } from '#shared/errors.ts';
import { letters } from '#shared/locale/reasons.ts';
import { renderSurveyPage, type SurveyPage } from './pages/survey-page.ts';

const Score = z
  .string()
  .regex(/^(\d|10)$/)
  .transform(Number);

/** One question at the end of a cycle. The score chosen in the mail is shown; the person confirms it. */
export const handler = pageFunction({
  name: 'page-survey',
  kinds: ['survey'],
  show: (deps, visit) => surveyPage(deps, visit, openState(visit, visit.query.score)),
  act: async (deps, visit) => {
    const score = scoreOf(visit.form.get('score') ?? undefined);
    const comment = visit.form.get('comment')?.trim().slice(0, 2000);
    const asked = openState(visit, undefined);
    if (asked.kind === 'thanks') return surveyPage(deps, visit, asked);
    if (score === undefined) return surveyPage(deps, visit, { ...asked, comment, scoreMissing: true });
    await answer(deps, visit, score, comment);
    return surveyPage(deps, visit, { kind: 'thanks', score });
  },
});

function openState({ action, link }: Visit, chosen: string | undefined): SurveyPage['state'] {
  const given = scoreOf(link.closed?.result);
  if (given !== undefined) return { kind: 'thanks', score: given };
  const score = scoreOf(chosen);
  return { kind: 'open', action, ...(score !== undefined && { score }) };
}

function scoreOf(text: string | undefined): number | undefined {
  return Score.safeParse(text).data;
}

async function answer(
  deps: Deps,
  { link, customerId, now }: Visit,
  score: number,
  comment: string | undefined,
): Promise<void> {
  const { personId } = link;
  if (!personId || link.closed) return;
  const by = { kind: 'person' as const, id: personId };
  await perform(deps, { id: customerId, now, by }, () => ({
    type: 'answer-survey',
    linkId: link.id,
    personId,
    score,
    ...(comment && { comment }),
  }));
}

async function surveyPage(deps: Deps, { customerId }: Visit, state: SurveyPage['state']): Promise<string> {
  const customer = await deps.customers.load(customerId);
  if (!customer) throw new CrmError('link.unknown', 'There is nothing at this address.');
  const owner = await ownerOf(deps, customer);
  return renderSurveyPage(
    { senderName: owner.name, question: letters(customer.locale).question, state },
    customer.locale,
  );
}
