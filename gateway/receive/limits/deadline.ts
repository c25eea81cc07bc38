import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import { OperationTypeNode } from 'graphql';
import { CodedError } from '../../../schema/errors.ts';
import type { ReceivedRequest } from '../client-request.ts';
import { answered } from '../operation.ts';

/** The graph as `@apollo/server` takes it. */
type Graph = ApolloServerOptionsWithGateway<ReceivedRequest>['gateway'];

/** What a request that was ended is answered with. */
const endOf = ({ reason }: AbortSignal, isCommand: boolean): unknown =>
  reason instanceof CodedError
    ? answered(new CodedError(reason.code, reason.details, { cause: reason, isCommand }))
    : reason;

/** The outcome of the work, or why the request was ended, whichever comes first. */
const untilEnded = <T>(signal: AbortSignal, isCommand: boolean, work: () => Promise<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    const end = (): void => reject(endOf(signal, isCommand));
    if (signal.aborted) {
      end();
      return;
    }
    signal.addEventListener('abort', end, { once: true });
    work()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', end));
  });

/** Answers a request once it is ended, whether or not those who were asked take notice. */
export const answerInTime = (graph: Graph): Graph => ({
  ...graph,
  load: async (options) => {
    const { executor } = await graph.load(options);
    return {
      executor:
        executor &&
        ((question) => {
          const isCommand = question.operation.operation === OperationTypeNode.MUTATION;
          return untilEnded(question.context['signal'] as AbortSignal, isCommand, () => executor(question));
        }),
    };
  },
});
