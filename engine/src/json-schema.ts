import { isObject, type Form } from './grammar.ts'

/** The form as a JSON Schema document (draft 2020-12), for editors and for whoever checks files without us. */
export function jsonSchemaOf(form: Form, title: string): Record<string, unknown> {
  const definitions: Record<string, unknown> = {}
  const body = liftDefinitions(form.schema(), definitions)
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title,
    ...(isObject(body) ? body : {}),
    $defs: definitions,
  }
}

/** Forms that refer to themselves print their name beside their body the first time; here the body moves to the definitions. */
function liftDefinitions(node: unknown, definitions: Record<string, unknown>): unknown {
  if (Array.isArray(node)) return node.map(item => liftDefinitions(item, definitions))
  if (!isObject(node)) return node
  const { $defName: name, ...body } = node
  const lifted = Object.fromEntries(
    Object.entries(body).map(([key, value]) => [key, liftDefinitions(value, definitions)]),
  )
  if (typeof name !== 'string') return lifted
  definitions[name] = lifted
  return { $ref: `#/$defs/${name}` }
}
