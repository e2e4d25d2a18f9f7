import type { Provider } from '#contracts/provider.ts';
import type { Answer } from '#functions/intake/fields/answer.ts';
import type { FilledForm } from '#functions/intake/fields/filled-form.ts';
import { settingOf } from '#functions/intake/fields/mapping.ts';
import type { Delivery } from './adapter.ts';
import type { Parsed } from './body.ts';
import { contentKey, dedupeKey } from './dedupe.ts';
import { fieldValue, formBodies } from './form-body.ts';
import { checkSharedSecret } from './shared-secret.ts';
import { isoTime } from './time.ts';

/** What tells the forms of one sender from those of another; the rest is alike. */
export type FlatSender = {
  readonly provider: Provider;
  /** Fields that hold the id of this very submission, never that of a person. */
  readonly idFields: readonly string[];
  /** Answers in our shape; without it they are taken as they are. */
  readonly shape?: (answers: readonly Answer[]) => readonly Answer[];
  /** A signature scheme of the sender's own in place of the shared secret; `undefined` when it does not apply. */
  readonly isChecked?: boolean;
};

/**
 * Forms posted as flat fields (urlencoded, multipart or JSON, a JSON list being a batch), authentic by the shared secret.
 *
 * The dedupe key is the header `Idempotency-Key`, else the field that the mapping calls `$id`, else one of `idFields`, else
 * a hash of the answers.
 */
export const flatForms = async (delivery: Delivery, sender: FlatSender): Promise<Parsed<FilledForm[]>> => {
  const bodies = await formBodies(delivery);
  if (bodies.kind === 'refused') return bodies;
  const bodySecret = bodies.value
    .map((answers) => fieldValue(answers, 'secret'))
    .find((secret) => secret !== undefined);
  const refused = sender.isChecked ? undefined : checkSharedSecret(delivery, bodySecret);
  if (refused !== undefined) return refused;
  const hasSecret = Boolean(delivery.source.signingSecret);
  const forms = bodies.value.map((answers, index) => {
    const own = answers.filter(({ key }) => !(hasSecret && key === 'secret') && !sender.idFields.includes(key));
    const shaped = sender.shape?.(own) ?? own;
    const id = idOf(delivery, answers, sender.idFields, index);
    return {
      dedupeKey: id === undefined ? contentKey(sender.provider, own) : dedupeKey(sender.provider, id),
      submittedAt: isoTime(
        fieldValue(answers, 'date_created', 'submitted_at', 'submittedAt', 'created_at', 'createdAt'),
      ),
      answers: shaped,
    };
  });
  return { kind: 'parsed', value: forms };
};

const idOf = (
  delivery: Delivery,
  answers: readonly Answer[],
  idFields: readonly string[],
  index: number,
): string | undefined => {
  const header = delivery.headers['idempotency-key']?.trim();
  if (header) return index === 0 ? header : `${header}:${index}`;
  const mapped = settingOf(delivery.source.mapping, '$id');
  return fieldValue(answers, ...(mapped === undefined ? [] : [mapped]), ...idFields);
};
