import { describe } from 'vitest';
import { findJava } from '#test/support/dynamodb-local/java.ts';

const hasJava = (await findJava(process.env)) !== undefined;

/** Tests that need DynamoDB Local; left out where Java isn't found, and saying so. */
export function describeAgainstOracle(title: string, body: () => void): void {
  if (hasJava) describe(title, body);
  else describe.skip(`${title} (left out: DynamoDB Local needs Java, which was not found)`, body);
}
