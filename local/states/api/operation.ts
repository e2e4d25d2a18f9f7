import type { z } from 'zod';
import { ApiError } from '#local/states/api-error.ts';
import type { Service } from '#local/states/service.ts';

/** One action of the API: takes the body of the request, gives the body of the answer. */
export type Operation = (service: Service, body: unknown) => Promise<object>;

/** An action whose input is checked first; what does not fit is a ValidationException that says where. */
export const operation =
  <S extends z.ZodType>(schema: S, run: (service: Service, input: z.infer<S>) => object | Promise<object>): Operation =>
  async (service, body) => {
    const { success, data, error } = schema.safeParse(body);
    if (success) return await run(service, data);
    const told = error.issues.map(({ path, message }) => `${path.join('.') || 'request'}: ${message}`);
    throw new ApiError('ValidationException', `${told.length} validation error detected: ${told.join('; ')}`);
  };

/** The API's dates are seconds since 1970. */
export const seconds = (at: number): number => at / 1000;
