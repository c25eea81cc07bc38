import { setTimeout as delay } from 'node:timers/promises';
import type { Request, RequestHandler, Response } from 'express';
import { CodedError } from '../../../schema/errors.ts';
import { countedAs } from '../clients/rate.ts';
import { takesEvents } from '../http/answer-type.ts';
import { letInAgain } from './again.ts';
import { askOnce, type AskOptions } from './ask.ts';
import { openEvents } from './events.ts';
import { createPlaces } from './places.ts';
import type { LiveQuestion, ReadAnswer } from './question.ts';

/** Time between an answer and the next look, while answers differ. */
const LOOK_MS = 500;
/** It is doubled up to this with each look that brings nothing new. */
const LOOK_SELDOM_MS = 2_000;

export interface LiveOptions extends AskOptions {
  /** Handlers that a request has gone through before it came here, and goes through before each further look. */
  readonly letIn: readonly RequestHandler[];
  /** Told how many queries are kept up to date. */
  readonly onChange: (open: number) => void;
}

/** Answers those who take events. */
export interface Live {
  readonly answer: RequestHandler;
  /** Ends what is kept up to date: clients are told that no more will come. */
  readonly close: () => void;
}

/** What one look brought. */
interface Look {
  /** The answer; undefined where there was no look, since there were too many in this minute. */
  readonly text: string | undefined;
  /** Milliseconds after which there is another look; undefined after the last one. */
  readonly again: number | undefined;
}

/** A request that is not let in any more has had its last answer; one that asked too often comes back later. */
const refusedLook = (error: unknown): Look => {
  if (!(error instanceof CodedError)) throw error;
  const { code, message, extensions, details } = error;
  if (code === 'RATE_LIMITED') return { text: undefined, again: Number(details['seconds']) * 1000 };
  return { text: JSON.stringify({ errors: [{ message, extensions }] }), again: undefined };
};

/**
 * Answers with events whoever takes nothing else: a query with `@live` again and again, as long as there is something to
 * follow, all else once. Each look goes the whole way of a request: token, rate, purpose, limits, owners, their logs.
 */
export const serveLive = (options: LiveOptions): Live => {
  const { identifiedBy } = options;
  const ask = askOnce(options);
  const letIn = letInAgain(options.letIn);
  const places = createPlaces(options.onChange);
  const open = new Set<AbortController>();

  const follow = async (request: Request, response: Response, signal: AbortSignal): Promise<void> => {
    const events = openEvents(response);
    let question: LiveQuestion | undefined;
    let leave: (() => void) | undefined;
    const onLive = (asked: LiveQuestion): void => {
      const viewer = identifiedBy(response)?.viewer;
      leave ??= places.take(viewer === undefined ? '' : countedAs(viewer));
      question = asked;
    };
    let sent: string | undefined;
    let pause = LOOK_MS;

    const look = async (through: Response): Promise<Look> => {
      const text = await ask(request, through, signal, onLive);
      pause = text === sent ? Math.min(pause * 2, LOOK_SELDOM_MS) : LOOK_MS;
      const isLast = question === undefined || question.isOver(JSON.parse(text) as ReadAnswer);
      return { text, again: isLast ? undefined : pause };
    };

    try {
      let { text, again } = await look(response);
      while (!signal.aborted) {
        if (text !== undefined && text !== sent) await events.next((sent = text), signal);
        if (again === undefined) break;
        await delay(again, undefined, { signal }).catch(() => undefined);
        if (signal.aborted) break;
        ({ text, again } = await letIn(request, response).then(look).catch(refusedLook));
      }
    } finally {
      leave?.();
      events.complete();
    }
  };

  return {
    answer: async (request, response, next) => {
      if (!takesEvents(response)) {
        next();
        return;
      }
      const controller = new AbortController();
      open.add(controller);
      response.once('close', () => controller.abort());
      await follow(request, response, controller.signal).finally(() => open.delete(controller));
    },
    close: () => open.forEach((controller) => controller.abort()),
  };
};
