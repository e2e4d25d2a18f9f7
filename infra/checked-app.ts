import { App, type AppProps, Validations } from 'aws-cdk-lib';
import flags from 'aws-cdk-lib/recommended-feature-flags.json' with { type: 'json' };
import { AwsSolutionsChecks } from 'cdk-nag';

/**
 * A CDK app whose synthesis fails when one of AWS's solution rules is broken.
 * It behaves as this version of the CDK recommends, wherever it is made: in the command line and in a test alike.
 */
export function checkedApp(props: AppProps = {}): App {
  const app = new App({ ...props, context: { ...flags, ...props.context }, analyticsReporting: false });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return app;
}
