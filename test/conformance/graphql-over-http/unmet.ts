/** Audits of `graphql-http` that the gateway does not meet, by their permanent ids, each with the reason. None is a MUST. */
export const UNMET: Readonly<Record<string, string>> = {
  '572B':
    'A document that cannot be read is 400 in either media type: a refusal has the status of the error registry.',
  FDE2: 'A document that does not fit the graph is 400 in either media type: a refusal has the status of the error registry.',
  '7B9B':
    'Variables of another type are 400 in either media type: a refusal has the status of the error registry.',
};
