import { ArnFormat, CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import { DeadLetters } from '#infra/dead-letters.ts';

/** Sending, and hearing what became of what was sent. */
export class Mail extends Construct {
  readonly configurationSetName: string;
  /** What SES checks a sender's rights against: the domain, and the set that the message is sent with. */
  readonly arns: readonly string[];
  readonly deadLetters: DeadLetters;

  constructor(scope: Construct, id: string, props: { readonly prefix: string; readonly domain: string }) {
    super(scope, id);
    this.configurationSetName = props.prefix;
    const configurationSet = new ConfigurationSet(this, 'ConfigurationSet', {
      configurationSetName: props.prefix,
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      reputationMetrics: true,
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });
    configurationSet.addEventDestination('Events', {
      destination: EventDestination.eventBus(EventBus.fromEventBusName(this, 'DefaultBus', 'default')),
      // No OPEN and no CLICK: machines open and follow more than people do, and counting them rewrites every message. A click counts on our own page, when the button there is pressed.
      events: [
        EmailSendingEvent.SEND,
        EmailSendingEvent.REJECT,
        EmailSendingEvent.BOUNCE,
        EmailSendingEvent.COMPLAINT,
        EmailSendingEvent.DELIVERY,
        EmailSendingEvent.DELIVERY_DELAY,
      ],
    });
    const identity = new EmailIdentity(this, 'Domain', {
      identity: Identity.domain(props.domain),
      configurationSet,
      mailFromDomain: `bounce.${props.domain}`,
      feedbackForwarding: false,
    });
    for (const [index, record] of identity.dkimRecords.entries()) {
      new CfnOutput(this, `Dkim${index + 1}`, { description: 'CNAME', value: `${record.name} -> ${record.value}` });
    }
    const setArn = Stack.of(this).formatArn({
      service: 'ses',
      resource: 'configuration-set',
      resourceName: props.prefix,
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    });
    this.arns = [identity.emailIdentityArn, setArn];
    this.deadLetters = new DeadLetters(this, 'Undelivered');
  }

  /** Every event of this stage's mail goes to the function; the set's tag keeps two stages of one account apart. */
  report(id: string, lambda: Lambda): void {
    lambda.configureAsyncInvoke({ retryAttempts: 2, onFailure: new SqsDestination(this.deadLetters.queue) });
    new Rule(this, id, {
      eventPattern: {
        source: ['aws.ses'],
        detail: { mail: { tags: { 'ses:configuration-set': [this.configurationSetName] } } },
      },
      targets: [
        new LambdaFunction(lambda, {
          deadLetterQueue: this.deadLetters.queue,
          maxEventAge: Duration.hours(24),
          retryAttempts: 185,
        }),
      ],
    });
  }
}
