import { isScalarType, Kind, type GraphQLSchema } from 'graphql';
import { isScalarName, readScalar } from '../../schema/scalars.ts';

/**
 * Lets the API schema check the shared scalars on their way in, so that a wrong value is refused once and at its
 * place, not by each department in its own way. Composition leaves scalars without any check.
 */
export const checkScalars = (api: GraphQLSchema): void => {
  for (const type of Object.values(api.getTypeMap())) {
    const { name } = type;
    if (!isScalarType(type) || !isScalarName(name)) continue;
    type.parseValue = (value) => readScalar(name, value);
    type.parseLiteral = (node) => readScalar(name, node.kind === Kind.STRING ? node.value : undefined);
  }
};
