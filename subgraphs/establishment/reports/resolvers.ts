import type { Resolvers } from '../generated.ts';
import { root } from '../../kit/graph/fields.ts';
import { institution, ofItsDay } from '../as-of.ts';
import { loaded } from '../context.ts';
import { recordReport, recordReportDuty } from './commands.ts';

/** Resolvers of reports. */
export const reportResolvers = {
  Mutation: { recordReportDuty: root(recordReportDuty), recordReport: root(recordReport) },
  Institution: {
    reportDuties: ofItsDay((codes, args, { loaders }, asked) =>
      loaders.reportDuties.loadMany(codes, args, asked),
    ),
    reports: ofItsDay((codes, args, { loaders }, asked) => loaders.reports.loadMany(codes, args, asked)),
  },
  ReportDuty: { institution, receivedOn: loaded('reportReceived', 'id', () => ({})) },
  Report: { institution },
} satisfies Resolvers;
