import { notFound } from './errors.ts';

type Route = { method: string; path: RegExp; operation: string };

const on = (method: string, path: RegExp, operation: string): Route => ({ method, path, operation });

/** The REST paths of EventBridge Scheduler: https://docs.aws.amazon.com/scheduler/latest/APIReference/API_Operations.html */
const routes: readonly Route[] = [
  on('GET', /^\/schedules$/, 'ListSchedules'),
  on('POST', /^\/schedules\/([^/]+)$/, 'CreateSchedule'),
  on('GET', /^\/schedules\/([^/]+)$/, 'GetSchedule'),
  on('PUT', /^\/schedules\/([^/]+)$/, 'UpdateSchedule'),
  on('DELETE', /^\/schedules\/([^/]+)$/, 'DeleteSchedule'),
  on('GET', /^\/schedule-groups$/, 'ListScheduleGroups'),
  on('POST', /^\/schedule-groups\/([^/]+)$/, 'CreateScheduleGroup'),
  on('GET', /^\/schedule-groups\/([^/]+)$/, 'GetScheduleGroup'),
  on('DELETE', /^\/schedule-groups\/([^/]+)$/, 'DeleteScheduleGroup'),
  on('GET', /^\/tags\/(.+)$/, 'ListTagsForResource'),
  on('POST', /^\/tags\/(.+)$/, 'TagResource'),
  on('DELETE', /^\/tags\/(.+)$/, 'UntagResource'),
];

/** The operation of a request and the name or ARN in its path. */
export const routeOf = (method: string, pathname: string): { operation: string; subject: string } => {
  for (const { method: wanted, path, operation } of routes) {
    const match = method === wanted ? path.exec(pathname) : null;
    if (match !== null) return { operation, subject: decodeURIComponent(match[1] ?? '') };
  }
  throw notFound(`There is no operation ${method} ${pathname} in EventBridge Scheduler.`);
};
