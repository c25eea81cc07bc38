import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express from 'express';
import type { RequestHandler, Router } from 'express';
import { ERRORS } from '../../../schema/errors.ts';
import { protectAnswers } from '../../receive/http/answer-headers.ts';
import { readOperations } from './operations.ts';
import { variablesOn } from './variables.ts';

/** How people log in to the console. */
export interface LoginSettings {
  /** The identity provider, exactly as it names itself. */
  readonly issuer: string;
  /** The console's name there: a public client that logs in by code with PKCE. */
  readonly clientId: string;
  /** What the console asks for, parted by blanks. */
  readonly scope: string;
  /** True where it lets anybody in as one of some made-up people. */
  readonly isDemo: boolean;
}

/** What the console serves, and where it finds it. */
export interface ConsoleOptions {
  /** Folder of the stored operations that the menu of example questions lists. */
  readonly operationsDirectory: string;
  /** Folder of the built page. Default: `dist`, made by `npm run build:console`. */
  readonly distDirectory?: string;
  /** Left out where the graph asks nobody who they are. */
  readonly login?: LoginSettings | undefined;
  /** The day of today, YYYY-MM-DD. Left out where nobody says so: examples are about the time they were written for. */
  readonly today?: (() => string) | undefined;
}

const DIST_DIRECTORY = join(import.meta.dirname, 'dist');

/** A year: a file with a hash in its name never changes. */
const KEPT = `public, max-age=${365 * 24 * 60 * 60}, immutable`;

/**
 * Monaco and Radix write style elements and attributes, and their fonts are data; tokens come from the issuer:
 * everything else is this origin only.
 */
const contentSecurityPolicy = (login: LoginSettings | undefined): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self' data:",
    "img-src 'self' data:",
    ["connect-src 'self'", ...(login === undefined ? [] : [new URL(login.issuer).origin])].join(' '),
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

const NOT_BUILT = ERRORS.CONSOLE_NOT_BUILT;

const notBuiltPage = `<!doctype html><html lang="en"><meta charset="utf-8"><title>FourNets 四网</title>
<body><h1>CONSOLE_NOT_BUILT</h1><p>${NOT_BUILT.en}</p><p lang="zh">${NOT_BUILT.zh}</p></body></html>
`;

/** Kept, but asked about again each time: the browser sends its ETag and gets a 304. */
const revalidate: RequestHandler = (_request, response, next) => {
  response.setHeader('cache-control', 'no-cache');
  next();
};

const page =
  (root: string): RequestHandler =>
  (_request, response) => {
    if (existsSync(join(root, 'index.html'))) response.sendFile('index.html', { root, cacheControl: false });
    else response.status(NOT_BUILT.http).type('html').send(notBuiltPage);
  };

/** Serves the console. Mount it at `/console`: the built page names its files so. The stored operations are read here, once. */
export const consoleRouter = ({
  operationsDirectory,
  distDirectory = DIST_DIRECTORY,
  login,
  today,
}: ConsoleOptions): Router => {
  const { operations, problems } = readOperations(operationsDirectory);
  const faults = problems.map(({ code, message, zh }) => ({ code, message, zh }));
  const examples = () =>
    today === undefined
      ? operations
      : operations.map((one) => ({ ...one, variables: variablesOn(one, today()) }));
  return express
    .Router()
    .use(protectAnswers(contentSecurityPolicy(login)))
    .use(
      '/assets',
      express.static(join(distDirectory, 'assets'), {
        index: false,
        setHeaders: (response) => response.setHeader('cache-control', KEPT),
      }),
    )
    .get('/', revalidate, page(distDirectory))
    .get('/config.json', revalidate, (_request, response) =>
      response.json({ login: login ?? null, today: today?.() ?? null }),
    )
    .get('/operations.json', revalidate, (_request, response) =>
      response.json({ operations: examples(), problems: faults }),
    );
};
