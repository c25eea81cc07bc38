/** The share class that a field gives itself; undefined where it gives none. */
export const shareClassOf = ({ directives }) =>
  directives
    .filter(({ name }) => name.value === 'share')
    .flatMap(({ arguments: given }) => given)
    .find(({ name }) => name.value === 'class')?.value.value;

/** Selects the fields of object types; those of inputs are what askers say, not what a department tells. */
export const FIELDS = ':matches(ObjectTypeDefinition, ObjectTypeExtension) > FieldDefinition';
