/** Packages that are ES modules only, and that Jest loads as CommonJS like everything else. */
const ES_MODULES = ['@marcbachmann/cel-js', 'auto-bind', 'jose', 'oidc-provider'];

const shared = {
  testEnvironment: 'node',
  transform: { '^.+\\.(t|j)sx?$': '@swc/jest' },
  transformIgnorePatterns: [`/node_modules/(?!(${ES_MODULES.join('|')})/)`],
};

/** Kinds of tests that need the departments' databases: one Postgres serves the whole run. */
const withPostgres = {
  ...shared,
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
};

/** @type {import('jest').Config} */
export default {
  testTimeout: 60_000,
  // No run may write an identity number or a bank account anywhere.
  reporters: ['default', '<rootDir>/test/support/leaks/reporter.mjs'],
  projects: [
    { ...shared, displayName: 'unit', testMatch: ['<rootDir>/test/unit/**/*.test.ts'] },
    { ...withPostgres, displayName: 'integration', testMatch: ['<rootDir>/test/integration/**/*.test.ts'] },
    { ...shared, displayName: 'conformance', testMatch: ['<rootDir>/test/conformance/**/*.test.ts'] },
    { ...withPostgres, displayName: 'matrix', testMatch: ['<rootDir>/test/matrix/**/*.test.ts'] },
    { ...withPostgres, displayName: 'fault', testMatch: ['<rootDir>/test/fault/**/*.test.ts'] },
    { ...shared, displayName: 'e2e', testMatch: ['<rootDir>/test/e2e/**/*.test.ts'] },
    { ...shared, displayName: 'browser', testMatch: ['<rootDir>/test/browser/**/*.test.ts'] },
  ],
};
