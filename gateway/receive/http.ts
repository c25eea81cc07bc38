// How requests outside GraphQL are answered: as by a department that stands alone.
export { answerErrors, answerNotFound, refuseForeignHosts } from '../../subgraphs/kit/http/answers.ts';
