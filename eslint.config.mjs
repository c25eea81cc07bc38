// Lints the contracts and the stored operations of `schema/`; code is linted by oxlint. `test/unit/contract-lint.test.ts` proves that the rules bite.
import graphql from '@graphql-eslint/eslint-plugin';
import { contract } from './schema/lint/contract.mjs';

const OPERATIONS = 'schema/operations/*.graphql';
const ROOMS = 'schema/{shared,owner,establishment,discipline,organization,hr,finance}/*.graphql';

const languageOptions = {
  parser: graphql.parser,
  parserOptions: { graphQLConfig: { schema: 'schema/api.graphql', documents: OPERATIONS } },
};

export default [
  {
    files: [OPERATIONS],
    languageOptions,
    plugins: { '@graphql-eslint': graphql },
    rules: {
      ...graphql.configs['flat/operations-recommended'].rules,
      // An institution may be asked for by its name alone.
      '@graphql-eslint/require-selections': 'off',
      // The gateway's own limit of depth holds here.
      '@graphql-eslint/selection-set-depth': 'off',
    },
  },
  {
    files: [ROOMS],
    languageOptions,
    plugins: { '@graphql-eslint': graphql, contract },
    rules: {
      'contract/bilingual': 'error',
      'contract/classified': 'error',
      'contract/refusable': 'error',
      '@graphql-eslint/require-description': [
        'error',
        {
          types: true,
          // Every department adds to the root; none describes it.
          ignoredSelectors: ['[type=ObjectTypeDefinition][name.value=/^(Query|Mutation)$/]'],
          FieldDefinition: true,
          InputValueDefinition: true,
          EnumValueDefinition: true,
          DirectiveDefinition: true,
        },
      ],
      '@graphql-eslint/naming-convention': [
        'error',
        {
          types: 'PascalCase',
          FieldDefinition: { style: 'camelCase', forbiddenPrefixes: ['get'] },
          InputValueDefinition: 'camelCase',
          Argument: 'camelCase',
          DirectiveDefinition: 'camelCase',
          EnumValueDefinition: 'UPPER_CASE',
        },
      ],
      '@graphql-eslint/description-style': ['error', { style: 'inline' }],
      '@graphql-eslint/no-hashtag-description': 'error',
      '@graphql-eslint/unique-enum-value-names': 'error',
    },
  },
];
