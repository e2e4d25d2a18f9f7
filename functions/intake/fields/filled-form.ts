import type { CampaignTrace } from '#contracts/submission.ts';
import type { Answer } from './answer.ts';

/** One filled form as an adapter read it: authentic, in the provider's words. Times as ISO strings. */
export type FilledForm = {
  readonly dedupeKey: string;
  readonly submittedAt?: string | undefined;
  readonly answers: readonly Answer[];
  readonly campaign?: CampaignTrace | undefined;
  readonly locale?: 'it' | 'en' | undefined;
};
