import type { Customer, DmuRole } from '#domain/customer.ts';
import type { CustomerEvent } from '#domain/events.ts';
import { evolve } from '#domain/evolve.ts';
import type { LinkId, PersonId } from '#domain/ids.ts';
import { corrected } from '#domain/people.ts';
import { refuse } from '#domain/refusal.ts';
import { isDissatisfied } from '#domain/satisfaction.ts';
import { missingData } from '#domain/stages/acquisition.ts';
import { type Context, type Decision, happened, unknownPerson } from './context.ts';
import { hear } from './hear.ts';

/** What the owner wrote into the form of a data request. */
export type CompleteData = {
  readonly type: 'complete-data';
  readonly linkId: LinkId;
  readonly person?: {
    readonly name: string;
    readonly email?: string;
    readonly phone?: string;
    readonly role?: string;
    readonly dmuRole?: DmuRole;
  };
  readonly deciders?: readonly { readonly name: string; readonly dmuRole: DmuRole }[];
  readonly sector?: string;
  readonly employees?: number;
  readonly consentText?: string;
};

export type AnswerSurvey = {
  readonly type: 'answer-survey';
  readonly linkId: LinkId;
  readonly personId: PersonId;
  readonly score: number;
  readonly comment?: string;
};

export type Click = { readonly type: 'click'; readonly personId: PersonId; readonly detail: string };

/** The answer closes the request, whether it fills every gap or not: the person said what there is to say. */
export function completeData(customer: Customer, command: CompleteData, context: Context): Decision {
  const request = customer.dataRequest;
  if (!request || request.linkId !== command.linkId) {
    return refuse(
      'data-request.closed',
      `The data of ${customer.id} has been given already, or the process has gone on without it.`,
    );
  }
  const { sector, employees } = command;
  const changes = { ...(sector && { sector }), ...(employees !== undefined && { employees }) };
  const events: CustomerEvent[] = [
    ...(Object.keys(changes).length > 0 ? [happened(context, { type: 'DetailsChanged', changes })] : []),
    ...peopleEvents(customer, command, context),
  ];
  const after = events.reduce((state, event) => evolve(state, event, customer.id), customer);
  const missing = missingData(after, context.policy);
  return [
    ...events,
    happened(context, { type: 'DataClosed', how: missing.length === 0 ? 'complete' : 'answered', missing }),
  ];
}

type Named = NonNullable<CompleteData['person']>;

/** The contact, with the consent that was given with it, and then the deciders; a name that is known is completed. */
function peopleEvents(
  customer: Customer,
  { person, deciders = [], consentText }: CompleteData,
  context: Context,
): CustomerEvent[] {
  const events: CustomerEvent[] = [];
  let people = customer.people.map(({ id, name }) => ({ id, name }));
  for (const { name, ...rest } of [...(person ? [person] : []), ...deciders] satisfies Named[]) {
    const known = people.find((one) => one.name.toLowerCase() === name.toLowerCase());
    const id = known?.id ?? (`p${people.length + 1}` as PersonId);
    const before = customer.people.find((one) => one.id === id);
    const changes = before ? corrected(before, rest) : rest;
    if (known) events.push(happened(context, { type: 'PersonChanged', personId: id, changes }));
    else events.push(happened(context, { type: 'PersonAdded', person: { id, name, ...rest, consents: {} } }));
    if (consentText && name === person?.name) events.push(consented(id, consentText, context));
    people = known ? people : [...people, { id, name }];
  }
  return events;
}

function consented(personId: PersonId, text: string, context: Context): CustomerEvent {
  const consent = { granted: true, at: context.now, text, source: 'data-request' };
  return happened(context, { type: 'ConsentRecorded', personId, purpose: 'marketing', consent });
}

export function answerSurvey(customer: Customer, command: AnswerSurvey, context: Context): Decision {
  const { personId, score, comment, linkId } = command;
  if (!customer.people.some((person) => person.id === personId)) return unknownPerson(customer, personId);
  if (customer.survey?.linkId !== linkId)
    return refuse('survey.closed', 'This survey has been answered already, or a newer one has taken its place.');
  if (!Number.isInteger(score) || score < 0 || score > 10)
    return refuse('survey.score', `A score is a whole number from 0 to 10, not ${score}.`, { score: String(score) });
  const signal = { kind: 'answer' as const, at: context.now, personId };
  return [
    happened(context, { type: 'SurveyAnswered', personId, score, ...(comment && { comment }) }),
    ...hear(
      customer,
      isDissatisfied(score) ? { ...signal, kind: 'complaint', detail: `score ${score}` } : signal,
      context,
    ),
  ];
}

/** A person pressed the button of a message: a click that counts, unlike one of a mail scanner. */
export function click(customer: Customer, { personId, detail }: Click, context: Context): Decision {
  if (!customer.people.some((person) => person.id === personId)) return unknownPerson(customer, personId);
  return hear(customer, { kind: 'click', at: context.now, personId, detail }, context);
}
