import { isInterfaceType, isObjectType } from 'graphql';
import { z } from 'zod';
import { CodedError } from '../../../schema/errors.ts';
import type { Graph } from './graph.ts';

/** What an agreement covers: coordinates of its owner, `Type.field` or `Type.*`. */
export interface AgreementCoverage {
  readonly owner: string;
  readonly coordinates: readonly string[];
}

/** A field that an agreement covers and that it will no longer reach. */
export interface BrokenAgreement {
  readonly owner: string;
  /** As the agreement says it. */
  readonly covers: string;
  readonly coordinate: string;
  readonly reason: string;
}

const shape = z.array(
  z.object({ owner: z.string().min(1), coordinates: z.array(z.string().regex(/^\w+\.(\w+|\*)$/)) }),
);

/** Reads a list of agreements; what else it says of them is of no concern here. */
export const parseAgreements = (file: string, text: string): AgreementCoverage[] => {
  try {
    return shape.parse(JSON.parse(text));
  } catch (cause) {
    throw new CodedError('AGREEMENT_LIST_INVALID', { file }, { cause });
  }
};

/** The fields that a pattern stands for; none where the graph does not have them. */
const fieldsOf = (pattern: string, { api }: Graph): string[] => {
  const [typeName = '', fieldName = ''] = pattern.split('.');
  const type = api.getType(typeName);
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  const names = Object.keys(type.getFields());
  return names.filter((name) => fieldName === '*' || name === fieldName).map((name) => `${typeName}.${name}`);
};

const reasonOf = (coordinate: string, before: Graph, after: Graph): string | undefined => {
  if (fieldsOf(coordinate, after).length === 0) return `Field '${coordinate}' was removed`;
  const isNowWithheld =
    after.shares.get(coordinate) === 'WITHHELD' && before.shares.get(coordinate) !== 'WITHHELD';
  return isNowWithheld ? `Field '${coordinate}' is WITHHELD, which no agreement reaches` : undefined;
};

/** The agreements that changes break, each with the coordinate. */
export const brokenAgreements = (
  agreements: readonly AgreementCoverage[],
  before: Graph,
  after: Graph,
): BrokenAgreement[] =>
  agreements.flatMap(({ owner, coordinates }) =>
    coordinates.flatMap((covers) =>
      fieldsOf(covers, before).flatMap((coordinate) => {
        const reason = reasonOf(coordinate, before, after);
        return reason === undefined ? [] : { owner, covers, coordinate, reason };
      }),
    ),
  );
