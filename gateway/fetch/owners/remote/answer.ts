import { isUtf8 } from 'node:buffer';
import { z } from 'zod';
import { isEntity } from '../../merge/entity.ts';
import type { FetchAnswer } from '../owner.ts';
import { OwnerFault } from './fault.ts';
import type { Reply } from './post.ts';

/** Errors as far as they are handed on. Some servers write null for what is not there. */
const ERRORS = z
  .array(
    z.object({
      message: z.string(),
      path: z.array(z.union([z.string(), z.int().nonnegative()])).nullish(),
      extensions: z.record(z.string(), z.unknown()).nullish(),
    }),
  )
  .nullish();

/** A server that has no answer says so with 5xx; every other status with no GraphQL answer is garbage. */
const noAnswer = ({ status }: Reply, why: string, cause?: unknown): OwnerFault =>
  new OwnerFault(status >= 500 ? 'down' : 'garbage', `status ${status}: ${why}`, { cause });

/** The text, to the byte: what is not UTF-8 would otherwise be repaired into another value. */
const textOf = (reply: Reply): string => {
  if (!isUtf8(reply.body)) throw noAnswer(reply, 'the body is not UTF-8');
  return reply.body.toString('utf8');
};

const jsonOf = (reply: Reply): unknown => {
  const text = textOf(reply);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw noAnswer(reply, 'the body is not JSON', error);
  }
};

const errorsOf = (reply: Reply, given: unknown): FetchAnswer['errors'] => {
  if (given === undefined) return undefined;
  const read = ERRORS.safeParse(given);
  if (!read.success) throw noAnswer(reply, 'its errors are not GraphQL errors', read.error);
  const errors = read.data ?? [];
  if (errors.length === 0) return undefined;
  return errors.map(({ message, path, extensions }) => ({
    message,
    ...(path && { path }),
    ...(extensions && { extensions }),
  }));
};

/**
 * Reads a GraphQL answer: an object with data, errors or both. The status does not matter, since GraphQL over HTTP
 * answers with 4xx and 5xx, too; but whoever sends elsewhere has not answered.
 */
export const readAnswer = (reply: Reply): FetchAnswer => {
  if (reply.status >= 300 && reply.status < 400) throw noAnswer(reply, 'the owner sends elsewhere');
  const body = jsonOf(reply);
  if (!isEntity(body)) throw noAnswer(reply, 'the body is not an object');
  const { data = null } = body;
  if (data !== null && !isEntity(data)) throw noAnswer(reply, 'its data are not an object');
  const errors = errorsOf(reply, body['errors']);
  if (data === null && errors === undefined) throw noAnswer(reply, 'neither data nor errors');
  return { data, errors };
};
