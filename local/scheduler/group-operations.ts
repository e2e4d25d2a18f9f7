import { z } from 'zod';
import { invalid } from './errors.ts';
import type { Call, OperationDeps } from './operations.ts';
import { optional, pageOf, tokenOf } from './paging.ts';
import { Name, Tag, validated } from './schedule-input.ts';
import { groupAnswer, groupArn } from './wire.ts';

export const groupOperations = ({ region, groups, once }: OperationDeps) => ({
  CreateScheduleGroup: ({ subject, body, now }: Call) => {
    const name = validated(Name, subject, 'name');
    const tags = validated(z.array(Tag).max(200).default([]), body.Tags, 'tags');
    return once(tokenOf(body.ClientToken), 'CreateScheduleGroup', JSON.stringify([name, tags]), now, () => {
      groups.create(name, tags, now);
      return { ScheduleGroupArn: groupArn(region, name) };
    });
  },
  GetScheduleGroup: ({ subject }: Call) => groupAnswer(region, groups.get(validated(Name, subject, 'name'))),
  DeleteScheduleGroup: ({ subject, query, now }: Call) => {
    const name = validated(Name, subject, 'name');
    return once(tokenOf(optional(query, 'clientToken')), 'DeleteScheduleGroup', name, now, () => {
      groups.delete(name);
      return {};
    });
  },
  ListScheduleGroups: ({ query }: Call) => {
    const prefix = optional(query, 'NamePrefix') ?? '';
    const { page, more } = pageOf(
      query,
      ([after = ''], limit) => groups.list(prefix, after, limit),
      (group) => [group.name],
    );
    return { ScheduleGroups: page.map((group) => groupAnswer(region, group)), ...more };
  },
});

/** Only groups carry tags, as on AWS. */
export const tagOperations = ({ groups }: OperationDeps) => {
  const groupIn = (arn: string): string => {
    const name = /:schedule-group\/([^/]+)$/.exec(arn)?.[1];
    if (name === undefined) throw invalid(`Tags belong to schedule groups: ${arn} is not the ARN of one.`);
    return name;
  };
  return {
    ListTagsForResource: ({ subject }: Call) => ({ Tags: groups.get(groupIn(subject)).tags }),
    TagResource: ({ subject, body }: Call) => {
      groups.tag(groupIn(subject), validated(z.array(Tag).max(200), body.Tags, 'tags'));
      return {};
    },
    UntagResource: ({ subject, query }: Call) => {
      groups.untag(groupIn(subject), query.getAll('TagKeys'));
      return {};
    },
  };
};
