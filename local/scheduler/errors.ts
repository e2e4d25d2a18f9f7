/** An error of EventBridge Scheduler. `type` is the name that the SDK shows. */
export class SchedulerError extends Error {
  readonly type: string;
  readonly status: number;
  constructor(type: string, status: number, message: string) {
    super(message);
    this.type = type;
    this.status = status;
  }
}

export const invalid = (message: string): SchedulerError => new SchedulerError('ValidationException', 400, message);
export const notFound = (message: string): SchedulerError =>
  new SchedulerError('ResourceNotFoundException', 404, message);
export const conflict = (message: string): SchedulerError => new SchedulerError('ConflictException', 409, message);
