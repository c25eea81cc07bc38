import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { clientRequest, DEADLINE_SECONDS } from '../../../gateway/receive/client-request.ts';

const responseOf = (writableFinished: boolean) =>
  Object.assign(new EventEmitter(), {
    writableFinished,
    getHeader: () => 'a-trace',
  }) as unknown as ServerResponse;

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

it('ends a request after 30 s, with the time in the reason', () => {
  const { signal } = clientRequest(responseOf(false), undefined);
  jest.advanceTimersByTime(DEADLINE_SECONDS * 1000 - 1);
  expect(signal.aborted).toBe(false);
  jest.advanceTimersByTime(1);
  expect(signal.reason).toMatchObject({ code: 'REQUEST_TIMED_OUT', details: { seconds: 30 } });
});

it('ends a request when the client hangs up', () => {
  const response = responseOf(false);
  const { signal } = clientRequest(response, undefined);
  response.emit('close');
  expect(signal.reason).toMatchObject({ code: 'CLIENT_GONE' });
  expect(jest.getTimerCount()).toBe(0);
});

it('leaves a request that was answered as it is', () => {
  const response = responseOf(true);
  const { signal } = clientRequest(response, undefined);
  response.emit('close');
  jest.advanceTimersByTime(DEADLINE_SECONDS * 1000);
  expect(signal.aborted).toBe(false);
});
