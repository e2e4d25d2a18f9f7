import { type KeyPart, type KeySchema, partsIn, type TableDefinition } from '#local/table/definition.ts';
import { wrong } from '#local/table/tables/wrong.ts';

type GivenKey = { readonly AttributeName: string; readonly KeyType: 'HASH' | 'RANGE' };
type Element = { readonly name: string; readonly type?: string | undefined; readonly role: 'HASH' | 'RANGE' };

/**
 * An attribute has the same type in all keys that it is part of, of the table and of its indexes.
 * @param declared the attributes of the new key
 * @throws TableError ValidationException
 */
export function refuseRedefined(table: TableDefinition, declared: readonly KeyPart[], wanted: readonly GivenKey[]) {
  const keys = [table, ...table.indexes].map(({ key }) => elementsOf(key));
  for (const { name, type } of declared) {
    const existing = keys.find((elements) => elements.some((each) => each.name === name && each.type !== type));
    if (existing === undefined) continue;
    const types = new Map([...table.attributes, ...declared].map((attribute) => [attribute.name, attribute.type]));
    const added = wanted.map(({ AttributeName, KeyType }) => ({
      name: AttributeName,
      type: types.get(AttributeName),
      role: KeyType,
    }));
    throw wrong(
      `Attributes cannot be redefined. Please check that your attribute has the same type as previously defined. Existing schema: ${show(existing)} New schema: ${show(added)}`,
    );
  }
}

function elementsOf(key: KeySchema): Element[] {
  return [
    ...partsIn(key, 'hash').map((part) => ({ ...part, role: 'HASH' as const })),
    ...partsIn(key, 'range').map((part) => ({ ...part, role: 'RANGE' as const })),
  ];
}

function show(elements: readonly Element[]): string {
  return `Schema:[${elements.map(({ name, type, role }) => `SchemaElement: key{${name}:${type}:${role}}`).join(', ')}]`;
}
