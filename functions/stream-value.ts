import type { AttributeValue } from 'aws-lambda';

/** The plain value of an attribute in a stream record, for the few types that the table's items have. */
export function streamValue(attribute: AttributeValue | undefined): unknown {
  if (!attribute) return undefined;
  if (attribute.M)
    return Object.fromEntries(Object.entries(attribute.M).map(([key, inner]) => [key, streamValue(inner)]));
  if (attribute.L) return attribute.L.map(streamValue);
  if (attribute.N !== undefined) return Number(attribute.N);
  return attribute.NULL ? null : (attribute.S ?? attribute.BOOL);
}
